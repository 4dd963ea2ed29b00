// Speech into words, by the browser's own means: only where the page asks for it, and nothing is sent before the person does.

import { parameters } from "./host.js";
import { strings } from "./strings.js";

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
const DENIED = ["not-allowed", "service-not-allowed"];

export class Speech {
  #recognition = null;

  constructor(chat) {
    this.chat = chat;
    this.offered = parameters.get("speech") === "on" && Boolean(Recognition);
  }

  get listens() {
    return Boolean(this.#recognition);
  }

  toggle() {
    this.listens ? this.stop() : this.#start();
  }

  /** Lets go of the microphone; what was understood stays in the field. */
  stop() {
    if (!this.listens) return;
    const recognition = this.#recognition;
    this.#recognition = null;
    recognition.abort();
    this.chat.say_notice("");
  }

  #start() {
    const { chat } = this;
    const before = chat.draft.trim() ? `${chat.draft.trim()} ` : "";
    const recognition = new Recognition();
    // The advisor reads English; whose browser speaks another kind of it is heard by that.
    recognition.lang = navigator.language.startsWith("en") ? navigator.language : "en-US";
    recognition.interimResults = true;
    const mine = (act) => (event) => recognition === this.#recognition && act(event);
    let notice = "";
    recognition.onresult = mine(({ results }) => {
      chat.keepDraft(before + [...results].map(([best]) => best.transcript).join("").trim());
      chat.update();
    });
    recognition.onerror = mine(({ error }) => (notice = DENIED.includes(error) ? strings.noMicrophone : strings.notHeard));
    recognition.onend = mine(() => {
      this.#recognition = null;
      chat.say_notice(notice);
    });
    this.#recognition = recognition;
    recognition.start();
    chat.say_notice(strings.listening);
  }
}
