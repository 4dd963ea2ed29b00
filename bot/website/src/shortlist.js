// The person's shortlist: a copy of the server's list, for the time without a connection too, and the changes that the
// server does not have yet. A change is an ordinary payload (docs/replies.md) that is sent quietly.

import { newId } from "./connection.js";

export const COPY = "advisor.shortlist";
export const PENDING = "advisor.shortlist.pending";
export const MOST = 20; // programs, as the server has it

const payload = (intent, entities) => `/${intent}${JSON.stringify(entities)}`;

export class Shortlist {
  constructor(storage) {
    this.storage = storage;
    this.undone = null; // what takes the last change back
    this.read();
  }

  /** Reads what this browser keeps; another tab may have changed it. */
  read() {
    const kept = JSON.parse(this.storage.get(COPY) ?? "[]");
    this.programs = kept.map((each) => (Array.isArray(each) ? each[1] : each)); // pairs, as they once were kept
    this.pending = JSON.parse(this.storage.get(PENDING) ?? "[]");
  }

  get size() {
    return this.programs.length;
  }

  has(id) {
    return this.programs.some((each) => each.id === id);
  }

  add({ id, title, subtitle, url }) {
    this.#change(
      [...this.programs, { id, title, subtitle, url, note: "" }],
      payload("shortlist_add", { program: id }),
      payload("shortlist_remove", { program: id }),
    );
  }

  remove(id) {
    const at = this.programs.findIndex((each) => each.id === id);
    const { note } = this.programs[at];
    const back = { program: id, position: at + 1, ...(note ? { note } : {}) };
    this.#change(this.programs.filter((each) => each.id !== id), payload("shortlist_remove", { program: id }), payload("shortlist_add", back));
  }

  note(id, note) {
    const before = this.programs.find((each) => each.id === id).note ?? "";
    const noted = this.programs.map((each) => (each.id === id ? { ...each, note } : each));
    this.#change(noted, payload("shortlist_note", { program: id, note }), payload("shortlist_note", { program: id, note: before }));
  }

  /** Moves a program by so many places; returns where it stands then, from 1. */
  move(id, places) {
    const at = this.programs.findIndex((each) => each.id === id);
    const to = Math.min(Math.max(at + places, 0), this.size - 1);
    const moved = this.programs.filter((each) => each.id !== id);
    moved.splice(to, 0, this.programs[at]);
    this.#change(
      moved,
      payload("shortlist_add", { program: id, position: to + 1 }),
      payload("shortlist_add", { program: id, position: at + 1 }),
    );
    return to + 1;
  }

  /** Takes the last change back: the list is as it was before, here and, by a change of its own, at the server. */
  undo() {
    const { programs, text } = this.undone;
    this.#keep(programs, [...this.pending, { id: newId(), text }]);
    this.undone = null;
  }

  /** Takes the server's list over, unless changes are on their way to it. */
  follow(programs) {
    if (this.pending.length) return;
    const ids = (list) => list.map((each) => each.id).join(" ");
    if (ids(programs) !== ids(this.programs)) this.undone = null; // it would bring back an older list
    this.#keep(programs, []);
  }

  forget() {
    this.undone = null;
    this.#keep([], []);
  }

  /** A change has arrived. */
  sent(id) {
    this.#keep(this.programs, this.pending.filter((each) => each.id !== id));
  }

  /** A new conversation knows nothing of the list: all of it is sent again. */
  carryOver() {
    const notes = this.programs.filter((each) => each.note).map(({ id, note }) => payload("shortlist_note", { program: id, note }));
    const all = this.size ? [payload("shortlist_add", { program: this.programs.map((each) => each.id) }), ...notes] : [];
    this.#keep(this.programs, all.map((text) => ({ id: newId(), text })));
  }

  /** `text` is the change as the server gets it, `back` the one that takes it back. */
  #change(programs, text, back) {
    this.undone = { programs: this.programs, text: back };
    this.#keep(programs, [...this.pending, { id: newId(), text }]);
  }

  #keep(programs, pending) {
    Object.assign(this, { programs, pending });
    this.storage.set(COPY, JSON.stringify(programs));
    this.storage.set(PENDING, JSON.stringify(pending));
  }
}
