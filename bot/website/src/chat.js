// The chat window: its state, and its rendering after each change.

import { render } from "lit-html";
import { Connection, ConnectionError, Storage, newId } from "./connection.js";
import { close, inFrame, isComposing, isTouched, onHost, parameters, tellHost } from "./host.js";
import { Keeping } from "./keeping.js";
import { Log } from "./log.js";
import { applyLook } from "./look.js";
import { COPY, PENDING, Shortlist } from "./shortlist.js";
import { Speech } from "./speech.js";
import { strings } from "./strings.js";
import { windowTemplate } from "./views.js";

const DRAFT = "advisor.draft";
const CHANGED = "advisor.changed";
const SHOWN_TYPING_MS = 300;

const root = document.getElementById("chat");

class Chat {
  constructor() {
    this.storage = new Storage();
    this.connection = new Connection(this.storage);
    this.messages = [];
    this.log = new Log();
    this.shortlist = new Shortlist(this.storage);
    this.keeping = new Keeping(this);
    this.speech = new Speech(this);
    this.draft = this.storage.get(DRAFT) ?? "";
    this.view = "chat";
    this.menuOpen = false;
    this.typing = false;
    this.drag = null; // the program of the shortlist that is being dragged: id, from, to
    this.canWiden = false; // only the page that shows the window knows whether there is room
    this.wide = false;
    this.notice = navigator.onLine ? "" : strings.offline;
    this.queue = Promise.resolve();
  }

  async start() {
    this.messages = [this.greeting()];
    this.update();
    tellHost({ event: "ready" });
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

  /** The page around the window is another one now: its topic or program are offered. */
  onPage(page) {
    for (const [name, value] of Object.entries(page)) value ? parameters.set(name, value) : parameters.delete(name);
    this.messages = [this.greeting(), ...this.messages.slice(1)];
    this.update();
  }

  /** Shows what the server knows of this conversation. */
  async reload() {
    try {
      const { messages: before, shortlist } = await this.connection.history();
      if (shortlist) this.shortlist.follow(shortlist);
      else if (!this.shortlist.pending.length) this.shortlist.carryOver();
      const unsent = this.messages.filter((message) => message.state);
      const known = new Set(before.map((message) => message.id));
      let question = "";
      this.messages = [
        this.greeting(),
        ...before.map((message, i) => {
          if (message.from === "user") question = message.text;
          return { ...message, key: message.id ?? `h${i}`, question, judged: message.thumb && "kept" };
        }),
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
    this.speech.stop();
    const message = { key: newId(), from: "user", text: title || text, sent: text, title, state: "waiting", at: Date.now() };
    message.id = message.key;
    this.messages.push(message);
    this.view = "chat";
    this.log.following = true;
    this.update(true);
    this.focus();
    tellHost({ event: "message", from: "user", text: message.text });
    return this.deliver(message);
  }

  /** To the field for words; on a phone to the answer instead, or the keyboard would cover it. */
  focus() {
    document.getElementById(isTouched() ? "log" : "words")?.focus({ preventScroll: true });
  }

  /** One message after another, so that answers stay in order. */
  deliver(message) {
    message.state = "waiting";
    this.queue = this.queue.then(() => this.sync()).then(() => this.#deliver(message));
    return this.queue;
  }

  /** Sends the changes of the shortlist that the server does not have yet; nothing of it is shown. */
  async sync() {
    let renewed = false;
    while (navigator.onLine && this.shortlist.pending.length) {
      const change = this.shortlist.pending[0];
      try {
        const replies = await this.quietly(change);
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
  async quietly({ id, text }) {
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
        this.messages.splice(first() + shown++, 0, { ...reply, key: newId(), question: message.text, at: Date.now() });
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
        return this.sync().then(() => this.#deliver(message));
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
    this.keeping.changed();
  }

  restart() {
    this.connection.forget();
    this.shortlist.carryOver();
    this.messages = [this.greeting()];
    this.queue = Promise.resolve();
    this.change({ view: "chat", menuOpen: false, notice: "" });
    this.focus();
    tellHost({ event: "reset" });
  }

  /** Back to the conversation, where it was; the focus goes to where the other view was opened from. */
  leave() {
    const scrolled = this.view === "shortlist"; // its conversation is drawn anew
    this.change({ view: "chat" });
    if (scrolled) this.log.back();
    document.querySelector("[aria-controls=menu]").focus();
  }

  compare(programs) {
    const ids = programs.map((program) => program.id);
    return this.say(`/compare_programs${JSON.stringify({ program: ids })}`, strings.compare);
  }

  /** Keeps a thumb, or the word that was added to it; only what has arrived is thanked for. */
  async judge(message, thumb, word = "") {
    const body = { thumb, word, question: message.question ?? "", answer: message.text };
    message.thumb = thumb;
    if (!word) message.judged = "ask";
    this.update();
    try {
      await this.connection.judge(body);
      if (word) message.judged = "kept";
    } catch (problem) {
      this.say_notice(problem.message || strings.lostWord);
    }
    this.update();
  }

  /** Takes a thumb back, with the word beside it: its button pressed once more. */
  async takeBack(message) {
    try {
      await this.connection.judge({ thumb: "none", answer: message.text });
      message.thumb = undefined;
      message.judged = "back";
    } catch (problem) {
      this.say_notice(problem.message || strings.notTakenBack);
    }
    this.update();
  }

  change(values) {
    Object.assign(this, values);
    if (this.view !== "chat") this.speech.stop();
    this.update();
  }

  /** Shows everything as it is now; `added` says that something came to the conversation. */
  update(added = false) {
    render(windowTemplate(this), root);
    if (added && this.log.added()) render(windowTemplate(this), root);
  }

  keepDraft(words) {
    this.draft = words;
    this.storage.set(DRAFT, words);
  }

  scrolled() {
    if (this.log.scrolled()) this.update();
  }

  toLatest() {
    this.log.toEnd();
    this.update();
    this.focus();
  }

  async copy(message) {
    const done = await navigator.clipboard.writeText(message.text).then(() => true, () => false);
    this.say_notice(done ? strings.copied : strings.notCopied);
  }

  widen() {
    this.change({ wide: !this.wide });
    tellHost({ event: "wide", wide: this.wide });
  }

  closeMenu() {
    this.change({ menuOpen: false });
    document.querySelector("[aria-controls=menu]").focus();
  }

  /** Escape leaves what was opened last; the window itself comes last. */
  escape() {
    if (this.menuOpen) this.closeMenu();
    else if (this.view !== "chat") this.leave();
    else close();
  }
}

applyLook();
const chat = new Chat();
chat.start();

addEventListener("keydown", (event) => event.key === "Escape" && !isComposing(event) && chat.escape());
addEventListener("pointerdown", ({ target }) => {
  if (chat.menuOpen && !target.closest("#menu, [aria-controls=menu]")) chat.change({ menuOpen: false });
});
if (inFrame) addEventListener("blur", () => chat.menuOpen && chat.change({ menuOpen: false })); // a click beside the window

onHost(({ action, text, wide, canWiden, topic, program }) => {
  if (action === "send" && typeof text === "string" && text.trim()) chat.say(text.slice(0, 10_000));
  if (action === "reset") chat.restart();
  if (action === "focus") chat.focus();
  if (action === "closed") chat.speech.stop();
  if (action === "size") chat.change({ wide: wide === true, canWiden: canWiden === true });
  if (action === "page") chat.onPage({ topic, program });
});
