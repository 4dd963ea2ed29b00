// What the window shows, apart from the replies themselves: header, conversation, composer.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { save } from "./files.js";
import { close, inFrame, isComposing } from "./host.js";
import { panelTemplate } from "./panel.js";
import { chipsTemplate, replyTemplate, transcript } from "./render.js";
import { strings } from "./strings.js";

const HAND = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 11v9H4v-9zM7 11l4-8c1.600 0 2.500 1.200 2.300 2.700L12.800 9H19a2 2 0 0 1 2 2.400l-1.400 7a2 2 0 0 1-2 1.600H7" /></svg>`;
const SHEETS = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 9V4h11v11h-5M4 9h11v11H4z" /></svg>`;
const WIDE = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 7l-5 5 5 5M16 7l5 5-5 5M3 12h18" /></svg>`;
const MICROPHONE = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4" /></svg>`;
const DAY = 24 * 60 * 60 * 1000;

export const windowTemplate = (chat) =>
  html`${header(chat)} ${chat.view === "shortlist" ? panelTemplate(chat) : conversation(chat)}`;

function header(chat) {
  return html`<header>
    <div class="name"><h1>${strings.title}</h1><p>${strings.subtitle}</p></div>
    ${chat.canWiden
      ? html`<button type="button" class="icon" aria-label=${strings.widen} title=${strings.widen} aria-pressed=${chat.wide} @click=${() => chat.widen()}>${WIDE}</button>`
      : nothing}
    <button type="button" class="icon" aria-expanded=${chat.menuOpen} aria-controls="menu" aria-label=${strings.menu}
      @click=${() => chat.change({ menuOpen: !chat.menuOpen })}>⋯</button>
    ${inFrame ? html`<button type="button" class="icon" aria-label=${strings.close} @click=${close}>✕</button>` : nothing}
    <ul id="menu" ?hidden=${!chat.menuOpen}>
      ${[
        [strings.shortlist(chat.shortlist.size), () => chat.keeping.open()],
        [strings.exportChat, () => (save("conversation.md", transcript(chat.messages)), chat.closeMenu())],
        [strings.elsewhere, () => (chat.closeMenu(), chat.say("continue elsewhere", strings.elsewhere))],
        [strings.restart, () => chat.change({ view: "restart", menuOpen: false })],
      ].map(([words, act]) => html`<li><button type="button" @click=${act}>${words}</button></li>`)}
    </ul>
  </header>`;
}

function conversation(chat) {
  return html`<div class="above">
      <div id="log" role="log" aria-label=${strings.log} tabindex="0" @scroll=${() => chat.scrolled()}>
        ${repeat(chat.messages, (each) => each.key, (each) => (each.from === "user" ? asked(chat, each) : answered(chat, each)))}
        ${chat.typing ? html`<p class="typing"><span></span><span></span><span></span><span class="only-heard">${strings.typing}</span></p>` : nothing}
      </div>
      ${chat.log.away
        ? html`<button type="button" class="latest" aria-label=${chat.log.news ? nothing : strings.latest} @click=${() => chat.toLatest()}
            >${chat.log.news ? strings.newAnswer : nothing} <span aria-hidden="true">↓</span></button>`
        : nothing}
    </div>
    ${chipsTemplate(offered(chat.messages), chat)}
    <p class="notice" role="status">${chat.notice}</p>
    ${chat.view === "restart" ? restart(chat) : composer(chat)}`;
}

/** The choices of all replies to the latest question, each once, those of the last reply first. */
function offered(messages) {
  const asked = messages.map((each) => each.from).lastIndexOf("user");
  const chips = messages.slice(asked + 1).reverse().flatMap((each) => each.reply?.chips ?? []);
  return [...new Map(chips.map((chip) => [chip.payload, chip])).values()];
}

/** When a message was said: the time, and the day unless it was within the last 24 hours. */
function time({ at }) {
  if (!at) return nothing;
  const said = new Date(at);
  const form = Date.now() - at < DAY ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return html`<time datetime=${said.toISOString()}>${new Intl.DateTimeFormat(undefined, form).format(said)}</time>`;
}

function asked(chat, message) {
  return html`<article class="mine" aria-label=${strings.you}>
    <p dir="auto">${message.text}</p>
    ${message.state === "failed"
      ? html`<p class="failed">${strings.failed} <button type="button" @click=${() => chat.deliver(message)}>${strings.retry}</button></p>`
      : time(message)}
  </article>`;
}

const answered = (chat, message) =>
  html`<article class="theirs" aria-label=${strings.bot}>
    ${replyTemplate(message, chat)} ${message.local ? nothing : judging(chat, message)}
  </article>`;

const JUDGED = { kept: "kept", back: "takenBack" }; // what is said of a judgement

function judging(chat, message) {
  const said = strings[JUDGED[message.judged]];
  const thumb = (name, words) => html`<button type="button" class="thumb ${name}" aria-pressed=${message.thumb === name}
    aria-label=${words} title=${words} @click=${() => (message.thumb === name ? chat.takeBack(message) : chat.judge(message, name))}>${HAND}</button>`;
  return html`<div class="judge">
    ${message.reply?.kind === "resume_code" ? nothing : [thumb("up", strings.good), thumb("down", strings.bad)]}
    <button type="button" class="thumb" aria-label=${strings.copy} title=${strings.copy} @click=${() => chat.copy(message)}>${SHEETS}</button>
    ${said ? html`<span role="status">${said}</span>` : nothing} ${time(message)}
    ${message.judged === "ask"
      ? html`<form @submit=${(event) => addWord(chat, message, event)}>
          <label>${strings.thanks} <input name="word" maxlength="1000" autocomplete="off" dir="auto" aria-label=${strings.word} /></label>
          <button>${strings.wordSend}</button>
        </form>`
      : nothing}
  </div>`;
}

function addWord(chat, message, event) {
  event.preventDefault();
  const word = new FormData(event.target).get("word").trim();
  if (word) return chat.judge(message, message.thumb, word);
  message.judged = "kept";
  chat.update();
}

function composer(chat) {
  return html`<form class="composer" @submit=${(event) => submit(chat, event)}>
    <label class="only-heard" for="words">${strings.message}</label>
    <textarea id="words" rows="1" dir="auto" maxlength="10000" enterkeyhint="send" placeholder=${strings.placeholder} .value=${live(chat.draft)}
      @input=${(event) => chat.keepDraft(event.target.value)} @keydown=${(event) => typed(chat, event)}></textarea>
    ${chat.speech.offered
      ? html`<button type="button" class="speak" aria-pressed=${chat.speech.listens} aria-label=${chat.speech.listens ? strings.stopSpeaking : strings.speak}
          title=${strings.speak} @click=${() => chat.speech.toggle()}>${MICROPHONE}</button>`
      : nothing}
    <button aria-label=${strings.send}><span aria-hidden="true">➤</span></button>
  </form>`;
}

function typed(chat, event) {
  if (event.key === "Enter" && !event.shiftKey && !isComposing(event)) submit(chat, event);
}

function submit(chat, event) {
  event.preventDefault();
  const words = chat.draft.trim();
  if (!words) return;
  chat.keepDraft("");
  chat.say(words);
}

const restart = (chat) =>
  html`<div class="ask" role="group" aria-label=${strings.restart}>
    <p>${strings.restartAsk}</p>
    <button type="button" @click=${() => chat.restart()}>${strings.yes}</button>
    <button type="button" @click=${() => chat.leave()}>${strings.no}</button>
  </div>`;
