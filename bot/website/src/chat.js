// The chat window: state, and its rendering after each change.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { Connection, ConnectionError, Storage, newId } from "./connection.js";
import { chipsTemplate, prose, replyTemplate, shortlistText, transcript } from "./render.js";
import { COPY, MOST, PENDING, Shortlist } from "./shortlist.js";
import { strings } from "./strings.js";

const DRAFT = "advisor.draft";
const CHANGED = "advisor.changed";
const SHOWN_TYPING_MS = 300;
const SAVED = [["text/markdown", strings.saveText], ["text/csv", strings.saveTable], ["text/calendar", strings.saveCalendar]];
const HAND = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 11v9H4v-9zM7 11l4-8c1.600 0 2.500 1.200 2.300 2.700L12.800 9H19a2 2 0 0 1 2 2.400l-1.400 7a2 2 0 0 1-2 1.600H7" /></svg>`;

const parameters = new URLSearchParams(location.search);
const root = document.getElementById("chat");

class Chat {
  constructor() {
    this.storage = new Storage();
    this.connection = new Connection(this.storage);
    this.messages = [];
    this.shortlist = new Shortlist(this.storage);
    this.draft = this.storage.get(DRAFT) ?? "";
    this.view = "chat";
    this.menuOpen = false;
    this.typing = false;
    this.notice = navigator.onLine ? "" : strings.offline;
    this.queue = Promise.resolve();
  }

  async start() {
    this.messages = [this.greeting()];
    this.update();
    await this.reload();
    addEventListener("online", () => this.backOnline());
    addEventListener("offline", () => this.say_notice(strings.offline));
    addEventListener("storage", (event) => this.changedElsewhere(event));
  }

  greeting() {
    const topic = parameters.get("topic");
    const program = parameters.get("program");
    let chips = strings.starters;
    if (topic) chips = [{ title: strings.topicStarter, payload: `/faq${JSON.stringify({ topic })}` }, ...chips];
    if (program)
      chips = strings.programStarters.map(({ title, fact }) => ({
        title,
        payload: `/ask_program_fact${JSON.stringify(fact ? { program, asked_fact: fact } : { program })}`,
      }));
    return { key: "greeting", from: "bot", text: strings.greeting, reply: { chips }, local: true };
  }

  /** Shows what the server knows of this conversation. */
  async reload() {
    try {
      const { messages: before, shortlist } = await this.connection.history();
      if (shortlist) this.shortlist.follow(shortlist);
      else if (!this.shortlist.pending.length) this.shortlist.carryOver();
      const unsent = this.messages.filter((message) => message.state);
      const known = new Set(before.map((message) => message.id));
      this.messages = [
        this.greeting(),
        ...before.map((message, i) => ({ ...message, key: message.id ?? `h${i}` })),
        ...unsent.filter((message) => !known.has(message.id)),
      ];
    } catch (problem) {
      if (problem instanceof ConnectionError && problem.status === 401) this.expire();
    }
    this.update(true);
  }

  expire() {
    this.connection.forget();
    this.shortlist.carryOver();
    this.say_notice(strings.expired);
  }

  changedElsewhere({ key }) {
    if (key === COPY || key === PENDING) this.shortlist.read();
    if (key === CHANGED && !this.typing) this.reload();
    this.update();
  }

  /** Sends words or a chip's payload; `title` is what the person sees of it. */
  say(text, title = "") {
    const message = { key: newId(), from: "user", text: title || text, sent: text, title, state: "waiting" };
    message.id = message.key;
    this.messages.push(message);
    this.view = "chat";
    this.update(true);
    document.getElementById("words")?.focus();
    tellHost({ event: "message", from: "user", text: message.text });
    return this.deliver(message);
  }

  /** One message after another, so that answers stay in order. */
  deliver(message) {
    message.state = "waiting";
    this.queue = this.queue.then(() => this.#sync()).then(() => this.#deliver(message));
    return this.queue;
  }

  /** Sends the changes of the shortlist that the server does not have yet; nothing of it is shown. */
  async #sync() {
    let renewed = false;
    while (navigator.onLine && this.shortlist.pending.length) {
      const change = this.shortlist.pending[0];
      try {
        const replies = await this.#quietly(change);
        this.shortlist.sent(change.id);
        this.follow(replies);
      } catch (problem) {
        if (problem.status === 401 && !renewed) {
          renewed = true;
          this.expire(); // and all of the list goes out again
        } else if ([400, 413].includes(problem.status)) this.shortlist.sent(change.id); // will never be taken
        else return this.say_notice(strings.shortlistLater);
      }
    }
  }

  /** The replies to a message of which neither side is shown. */
  async #quietly({ id, text }) {
    const replies = [];
    await this.connection.send({ id, text, quiet: true }, ({ reply }) => replies.push(reply));
    return replies;
  }

  /** The copy of the shortlist follows whatever the server says of it. */
  follow(replies) {
    for (const reply of replies) {
      if (reply.kind === "forgotten") this.forgotten();
      else if (reply.shortlist) this.shortlist.follow(reply.shortlist);
    }
    this.update();
  }

  /** The advisor has deleted the conversation: nothing of it stays in this browser either. */
  forgotten() {
    this.shortlist.forget();
    this.keepDraft("");
    this.messages = this.messages.filter((message) => message.local || message.state);
  }

  async #deliver(message) {
    if (!navigator.onLine) return this.fail(message, strings.offline);
    const typing = setTimeout(() => this.change({ typing: true }), SHOWN_TYPING_MS);
    const first = () => this.messages.indexOf(message) + 1;
    let shown = 0;
    try {
      await this.connection.send({ id: message.id, text: message.sent, title: message.title }, (reply) => {
        this.follow([reply.reply]);
        this.messages.splice(first() + shown++, 0, { ...reply, key: newId(), question: message.text });
        message.state = undefined;
        this.update(true);
        tellHost({ event: "message", from: "bot", text: reply.text });
      });
      message.state = undefined;
      this.storage.set(CHANGED, newId());
      if (this.notice !== strings.expired) this.notice = "";
    } catch (problem) {
      this.messages.splice(first(), shown); // a part of an answer; trying again brings all of it
      if (problem.status === 401) {
        this.expire();
        clearTimeout(typing);
        return this.#sync().then(() => this.#deliver(message));
      }
      this.fail(message, problem.message || (problem.status ? strings.failed : strings.lost));
    } finally {
      clearTimeout(typing);
      this.change({ typing: false });
    }
  }

  fail(message, words) {
    message.state = "failed";
    this.say_notice(words);
  }

  say_notice(words) {
    this.change({ notice: words });
  }

  backOnline() {
    this.say_notice(strings.online);
    this.messages.filter((message) => message.state === "failed").forEach((message) => this.deliver(message));
    this.changed();
  }

  restart() {
    this.connection.forget();
    this.shortlist.carryOver();
    this.messages = [this.greeting()];
    this.queue = Promise.resolve();
    this.change({ view: "chat", menuOpen: false, notice: "" });
    document.getElementById("words")?.focus();
    tellHost({ event: "reset" });
  }

  toggleShortlist(program) {
    if (this.shortlist.has(program.id)) this.shortlist.remove(program.id);
    else if (this.shortlist.size >= MOST) return this.say_notice(strings.shortlistFull(MOST));
    else this.shortlist.add(program);
    this.changed();
  }

  note({ id, note }, words) {
    if (words.trim() === (note ?? "")) return;
    this.shortlist.note(id, words.trim());
    this.changed(strings.noteKept);
  }

  move({ id, title }, places) {
    const place = this.shortlist.move(id, places);
    this.changed(strings.movedTo(title, place, this.shortlist.size));
    const way = places < 0 ? ["up", "down"] : ["down", "up"]; // at an end the other button has the focus
    way.map((each) => document.getElementById(`${each}-${id}`)).find((button) => button && !button.disabled)?.focus();
  }

  /** The shortlist was changed here: shows it, and tells the server. */
  changed(notice = this.notice) {
    this.say_notice(navigator.onLine ? notice : strings.shortlistLater);
    this.queue = this.queue.then(() => this.#sync());
  }

  /** Saves the shortlist as the server's file of this kind; without a connection only the text. */
  saveShortlist(type) {
    this.queue = this.queue.then(() => this.#sync()).then(async () => {
      const replies = await this.#quietly({ id: newId(), text: "/export_shortlist" }).catch(() => []);
      const file = replies.flatMap((reply) => reply.files ?? []).find((each) => each.type === type);
      if (file) return this.save(file.name, file.content, type);
      this.save("shortlist.md", shortlistText(this.shortlist.programs));
      this.say_notice(strings.saveLater);
    });
  }

  compare(programs) {
    const ids = programs.map((program) => program.id);
    return this.say(`/compare_programs${JSON.stringify({ program: ids })}`, strings.compare);
  }

  async judge(message, thumb, word = "") {
    const body = { thumb, word, question: message.question ?? "", answer: message.text };
    message.thumb = thumb;
    message.judged = word ? "kept" : "ask";
    this.update();
    await this.connection.judge(body).catch((problem) => this.say_notice(problem.message || strings.lost));
  }

  change(values) {
    Object.assign(this, values);
    this.update();
  }

  update(scroll = false) {
    render(this.template(), root);
    const log = scroll && document.getElementById("log");
    if (!log) return;
    // A long answer is read from its beginning: the question stays in sight at the top.
    const asked = [...log.querySelectorAll("article.mine")].pop();
    const top = asked ? asked.offsetTop - log.offsetTop - 8 : Infinity;
    log.scrollTop = Math.min(top, log.scrollHeight);
  }

  template() {
    return html`${this.header()} ${this.view === "shortlist" ? this.shortlistView() : this.chatView()}`;
  }

  header() {
    return html`<header>
      <div class="name"><h1>${strings.title}</h1><p>${strings.subtitle}</p></div>
      <button type="button" class="icon" aria-expanded=${this.menuOpen} aria-controls="menu" aria-label=${strings.menu}
        @click=${() => this.change({ menuOpen: !this.menuOpen })}>⋯</button>
      ${parent === window
        ? nothing
        : html`<button type="button" class="icon" aria-label=${strings.close} @click=${close}>✕</button>`}
      <ul id="menu" ?hidden=${!this.menuOpen} @keydown=${(event) => event.key === "Escape" && this.closeMenu(event)}>
        ${[
          [strings.shortlist(this.shortlist.size), () => this.change({ view: "shortlist", menuOpen: false })],
          [strings.exportChat, () => this.save("conversation.md", transcript(this.messages))],
          [strings.restart, () => this.change({ view: "restart", menuOpen: false })],
        ].map(([words, act]) => html`<li><button type="button" @click=${act}>${words}</button></li>`)}
      </ul>
    </header>`;
  }

  closeMenu(event) {
    event.stopPropagation();
    this.change({ menuOpen: false });
    document.querySelector("[aria-controls=menu]").focus();
  }

  chatView() {
    const last = this.messages[this.messages.length - 1];
    return html`<div id="log" role="log" aria-label=${strings.log} tabindex="0">
        ${repeat(this.messages, (message) => message.key, (message) => this.message(message))}
        ${this.typing ? html`<p class="typing"><span></span><span></span><span></span><span class="only-heard">${strings.typing}</span></p>` : nothing}
        ${last?.from === "bot" ? chipsTemplate(last.reply.chips, this) : nothing}
      </div>
      <p class="notice" role="status">${this.notice}</p>
      ${this.view === "restart" ? this.restartView() : this.composer()}`;
  }

  message(message) {
    if (message.from === "user")
      return html`<article class="mine" aria-label=${strings.you}>
        <p>${message.text}</p>
        ${message.state === "failed"
          ? html`<p class="failed">${strings.failed} <button type="button" @click=${() => this.deliver(message)}>${strings.retry}</button></p>`
          : nothing}
      </article>`;
    return html`<article class="theirs" aria-label=${strings.bot}>
      ${replyTemplate(message, this)} ${message.local ? nothing : this.thumbs(message)}
    </article>`;
  }

  thumbs(message) {
    const thumb = (name, words) => html`<button type="button" class="thumb ${name}" aria-pressed=${message.thumb === name}
      aria-label=${words} title=${words} @click=${() => this.judge(message, name)}>${HAND}</button>`;
    return html`<div class="judge">
      ${thumb("up", strings.good)} ${thumb("down", strings.bad)}
      ${message.judged === "kept" ? html`<span role="status">${strings.kept}</span>` : nothing}
      ${message.judged === "ask"
        ? html`<form @submit=${(event) => this.addWord(event, message)}>
            <label>${strings.thanks} <input name="word" maxlength="1000" autocomplete="off" aria-label=${strings.word} /></label>
            <button>${strings.wordSend}</button>
          </form>`
        : nothing}
    </div>`;
  }

  addWord(event, message) {
    event.preventDefault();
    const word = new FormData(event.target).get("word").trim();
    if (word) this.judge(message, message.thumb, word);
    else {
      message.judged = "kept";
      this.update();
    }
  }

  composer() {
    return html`<form class="composer" @submit=${(event) => this.submit(event)}>
      <label class="only-heard" for="words">${strings.message}</label>
      <textarea id="words" rows="1" maxlength="10000" placeholder=${strings.placeholder} .value=${live(this.draft)}
        @input=${(event) => this.keepDraft(event.target.value)} @keydown=${(event) => this.typed(event)}></textarea>
      <button aria-label=${strings.send}><span aria-hidden="true">➤</span></button>
    </form>`;
  }

  keepDraft(words) {
    this.draft = words;
    this.storage.set(DRAFT, words);
  }

  typed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const words = this.draft.trim();
    if (!words) return;
    this.keepDraft("");
    this.say(words);
  }

  restartView() {
    return html`<div class="ask" role="group" aria-label=${strings.restart}>
      <p>${strings.restartAsk}</p>
      <button type="button" @click=${() => this.restart()}>${strings.yes}</button>
      <button type="button" @click=${() => this.change({ view: "chat" })}>${strings.no}</button>
    </div>`;
  }

  shortlistView() {
    const { programs } = this.shortlist;
    return html`<section class="shortlist" aria-label=${strings.shortlistTitle}>
      <h2>${strings.shortlistTitle}</h2>
      ${programs.length ? nothing : prose(strings.shortlistEmpty)}
      <ol>
        ${repeat(programs, (program) => program.id, (program, i) => this.listed(program, i, programs.length))}
      </ol>
      <p class="notice" role="status">${this.notice}</p>
      ${programs.length > 1 ? html`<button type="button" @click=${() => this.compare(programs.slice(0, 4))}>${strings.shortlistCompare}</button>` : nothing}
      ${programs.length
        ? html`<button type="button" @click=${() => this.say("/ask_admissions", strings.shortlistQuestions)}>${strings.shortlistQuestions}</button>
            ${SAVED.map(([type, words]) => html`<button type="button" @click=${() => this.saveShortlist(type)}>${words}</button>`)}`
        : nothing}
      <button type="button" @click=${() => this.change({ view: "chat" })}>${strings.shortlistBack}</button>
    </section>`;
  }

  /** One program of the shortlist: its place, its note, and a way out. */
  listed(program, i, count) {
    const { id, title, subtitle, note } = program;
    const step = (way, places, sign, words, end) => html`<button type="button" class="icon" id=${`${way}-${id}`} ?disabled=${end}
      aria-label=${words(title)} @click=${() => this.move(program, places)}>${sign}</button>`;
    return html`<li><strong>${title}</strong>, ${subtitle}
      <label>${strings.note} <input maxlength="500" autocomplete="off" aria-label=${strings.noteOf(title)} .value=${note ?? ""}
        @change=${(event) => this.note(program, event.target.value)} /></label>
      <span class="actions">
        ${step("up", -1, "↑", strings.up, i === 0)} ${step("down", 1, "↓", strings.down, i === count - 1)}
        <button type="button" aria-label=${strings.removeOf(title)} @click=${() => this.toggleShortlist(program)}>${strings.remove}</button>
      </span></li>`;
  }

  save(name, text, type = "text/markdown") {
    const made = document.createElement("a");
    made.href = URL.createObjectURL(new Blob([text], { type }));
    made.download = name;
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 10_000);
    this.change({ menuOpen: false });
  }
}

const hostOrigin = parameters.get("origin");
const inFrame = parent !== window && hostOrigin;

function tellHost(message) {
  if (inFrame) parent.postMessage({ advisor: true, ...message }, hostOrigin);
}

const close = () => tellHost({ event: "close" });

function applyLook() {
  const style = document.documentElement.style;
  const accent = parameters.get("accent");
  const font = parameters.get("font");
  if (accent && CSS.supports("color", accent)) style.setProperty("--accent", accent);
  if (font) style.setProperty("--font", font);
  if (["light", "dark"].includes(parameters.get("theme"))) document.documentElement.dataset.theme = parameters.get("theme");
}

applyLook();
const chat = new Chat();
chat.start();

addEventListener("keydown", (event) => event.key === "Escape" && close());
addEventListener("message", (event) => {
  if (!inFrame || event.source !== parent || event.origin !== hostOrigin || !event.data?.advisor) return;
  const { action, text } = event.data;
  if (action === "send" && typeof text === "string" && text.trim()) chat.say(text.slice(0, 10_000));
  if (action === "reset") chat.restart();
  if (action === "focus") document.getElementById("words")?.focus();
});
