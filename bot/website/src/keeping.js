// What a person does with the shortlist in the window: each change is shown at once and sent to the advisor quietly.

import { newId } from "./connection.js";
import { save } from "./files.js";
import { shortlistText } from "./render.js";
import { MOST } from "./shortlist.js";
import { strings } from "./strings.js";

export class Keeping {
  constructor(chat) {
    this.chat = chat;
  }

  get list() {
    return this.chat.shortlist;
  }

  /** Opens the panel; prices, dates and hints at old sources become those of today. */
  open() {
    const { chat } = this;
    chat.log.leave();
    this.list.undone = null; // what was done on cards is taken back there
    chat.change({ view: "shortlist", menuOpen: false, notice: navigator.onLine ? "" : strings.offline });
    document.getElementById("shortlist-title").focus();
    if (!this.list.size || !chat.connection.token) return;
    this.#afterSync(async () => {
      const { shortlist } = await chat.connection.history();
      if (shortlist) this.list.follow(shortlist);
      chat.update();
    }).catch(() => undefined); // what this browser has is shown
  }

  toggle(program) {
    if (this.list.has(program.id)) this.list.remove(program.id);
    else if (this.list.size >= MOST) return this.chat.say_notice(strings.shortlistFull(MOST));
    else this.list.add(program);
    this.changed();
  }

  takeOff({ id, title }) {
    this.list.remove(id);
    this.changed(strings.removed(title));
    document.getElementById("undo").focus();
  }

  undo() {
    this.list.undo();
    this.changed(strings.undone);
    document.getElementById("shortlist-title").focus();
  }

  note({ id, note }, words) {
    if (words.trim() === (note ?? "")) return;
    this.list.note(id, words.trim());
    this.changed(strings.noteKept);
  }

  /** Moves a program by so many places; the focus stays on the button that did it, or goes to the other one at an end. */
  move({ id, title }, places, handle = "") {
    const place = this.list.move(id, places);
    this.changed(strings.movedTo(title, place, this.list.size));
    const ways = places < 0 ? ["up", "down"] : ["down", "up"];
    const buttons = handle ? [handle] : ways.map((way) => `${way}-${id}`);
    buttons.map((each) => document.getElementById(each)).find((each) => each && !each.disabled)?.focus();
  }

  /** The list was changed here: shows it, and tells the server. */
  changed(notice = this.chat.notice) {
    this.chat.say_notice(navigator.onLine ? notice : strings.shortlistLater);
    this.#afterSync(() => undefined);
  }

  /** Saves the list as the server's file of this kind; without a connection only the text. */
  saveAs(type) {
    this.#afterSync(async () => {
      const replies = await this.chat.quietly({ id: newId(), text: "/export_shortlist" }).catch(() => []);
      const file = replies.flatMap((reply) => reply.files ?? []).find((each) => each.type === type);
      if (file) return save(file.name, file.content, type);
      save("shortlist.md", shortlistText(this.list.programs));
      this.chat.say_notice(strings.saveLater);
    });
  }

  #afterSync(act) {
    const done = this.chat.queue.then(() => this.chat.sync()).then(act);
    this.chat.queue = done.catch(() => undefined);
    return done;
  }
}
