// The shortlist's panel: the programs with price, deadline, page and note, in the person's order. The order is changed by
// dragging, by the arrow keys on the same handle, or by two buttons.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { link, safeUrl } from "./receipts.js";
import { cardLine, prose } from "./render.js";
import { strings } from "./strings.js";

const SAVED = [["text/markdown", strings.saveText], ["text/csv", strings.saveTable], ["text/calendar", strings.saveCalendar]];
const STEPS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
const EDGE = 48; // pixels from the panel's edge within which it scrolls along with what is dragged

export function panelTemplate(chat) {
  const { programs, undone } = chat.shortlist;
  const count = programs.length;
  return html`<section class="shortlist" aria-labelledby="shortlist-title">
    <div class="title"><h2 id="shortlist-title" tabindex="-1">${strings.shortlistTitle}</h2>
      <button type="button" @click=${() => chat.leave()}>${strings.shortlistBack}</button></div>
    ${count ? nothing : prose(strings.shortlistEmpty)}
    <ol>
      ${repeat(programs, (program) => program.id, (program, i) => listed(chat, program, i, count))}
    </ol>
    <div class="said"><p class="notice" role="status">${chat.notice}</p>
      ${undone ? html`<button type="button" id="undo" @click=${() => chat.keeping.undo()}>${strings.undo}</button>` : nothing}</div>
    <div class="actions">
      ${count > 1
        ? html`<button type="button" class="main" @click=${() => chat.compare(programs)}>${strings.compare}</button>`
        : nothing}
      ${count
        ? html`<button type="button" @click=${() => chat.say("/ask_admissions", strings.shortlistQuestions)}>${strings.shortlistQuestions}</button>
            ${SAVED.map(([type, words]) => html`<button type="button" @click=${() => chat.keeping.saveAs(type)}>${words}</button>`)}`
        : nothing}
    </div>
  </section>`;
}

/** One program of the shortlist: its place, its facts, its note, and a way out. */
function listed(chat, program, i, count) {
  const { id, title, subtitle, note, url, lines } = program;
  const step = (way, places, sign, words, end) => html`<button type="button" class="icon" id=${`${way}-${id}`} ?disabled=${end}
    aria-label=${words(title)} @click=${() => chat.keeping.move(program, places)}>${sign}</button>`;
  const drag = chat.drag?.id === id ? "dragged" : chat.drag?.to === i ? (chat.drag.to < chat.drag.from ? "before" : "after") : "";
  return html`<li class=${drag} data-place=${i}>
    <div class="head">
      ${count > 1
        ? html`<button type="button" class="icon handle" id=${`handle-${id}`} aria-label=${strings.dragOf(title)} @keydown=${(event) => keyed(chat, program, event)}
            @pointerdown=${(event) => grab(chat, program, i, event)}><span aria-hidden="true">⠿</span></button>`
        : nothing}
      <p dir="auto"><strong>${title}</strong>, ${subtitle}</p>
    </div>
    ${lines?.length ? html`<ul class="lines">${lines.map(cardLine)}</ul>` : nothing}
    <label>${strings.note} <input maxlength="500" autocomplete="off" dir="auto" aria-label=${strings.noteOf(title)} .value=${note ?? ""}
      @change=${(event) => chat.keeping.note(program, event.target.value)} /></label>
    <span class="actions">
      ${step("up", -1, "↑", strings.up, i === 0)} ${step("down", 1, "↓", strings.down, i === count - 1)}
      <button type="button" aria-label=${strings.removeOf(title)} @click=${() => chat.keeping.takeOff(program)}>${strings.remove}</button>
      ${safeUrl(url) ? link(url, strings.page) : nothing}
    </span></li>`;
}

function keyed(chat, program, event) {
  const places = STEPS[event.key];
  if (!places) return;
  event.preventDefault();
  chat.keeping.move(program, places, `handle-${program.id}`);
}

/** Drags a program by its handle; where it would come to stand is marked until it is let go. */
function grab(chat, program, from, event) {
  if (event.button) return;
  event.preventDefault();
  const handle = event.currentTarget;
  const panel = handle.closest(".shortlist");
  const items = [...panel.querySelectorAll("li[data-place]")];
  handle.setPointerCapture(event.pointerId);
  const moved = ({ clientY }) => {
    const { top, bottom } = panel.getBoundingClientRect();
    panel.scrollTop += clientY < top + EDGE ? -8 : clientY > bottom - EDGE ? 8 : 0;
    const middle = (item) => (item.getBoundingClientRect().top + item.getBoundingClientRect().bottom) / 2;
    const to = items.filter((item, place) => place !== from && middle(item) < clientY).length;
    if (to !== chat.drag?.to) chat.change({ drag: { id: program.id, from, to } });
  };
  const dropped = ({ type }) => {
    handle.removeEventListener("pointermove", moved);
    for (const end of ["pointerup", "pointercancel"]) handle.removeEventListener(end, dropped);
    const to = chat.drag?.to ?? from;
    chat.change({ drag: null });
    if (type === "pointerup" && to !== from) chat.keeping.move(program, to - from, `handle-${program.id}`);
  };
  handle.addEventListener("pointermove", moved);
  for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, dropped);
}
