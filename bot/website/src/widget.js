// One tag on any page: a launcher in a corner; the chat window is loaded into a frame when it is first opened.
//
//   <script src="https://…/widget.js" async data-topic="cost" data-accent="#0a5" data-theme="dark"></script>
//
// JavaScript: window.MastersAdvisor.open(), close(), toggle(), send(text), reset(), on("message" | "open" | "close" | "reset", callback)

import { strings } from "./strings.js";

const STYLE = `
:host { all: initial !important; display: block !important; position: fixed !important; inset: auto !important;
  inset-block-end: 20px !important; inset-inline-end: 20px !important; z-index: 2147483000 !important; }
:host([dir="rtl"]) { direction: rtl !important; inset: auto auto 20px 20px !important; }
:host([dir="rtl"]) iframe { inset-inline: auto 20px; }
button { all: unset; box-sizing: border-box; inline-size: 56px; block-size: 56px; border-radius: 50%; cursor: pointer;
  background: var(--advisor-accent, #0b57d0); color: #fff; display: grid; place-items: center;
  box-shadow: 0 4px 16px rgb(0 0 0 / .3); }
button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0b57d0; }
svg { inline-size: 28px; block-size: 28px; fill: currentColor; }
iframe { position: fixed; inset-block-end: 88px; inset-inline-end: 20px; inline-size: min(420px, calc(100vw - 40px));
  block-size: min(660px, calc(100vh - 110px)); border: 0; border-radius: 16px; box-shadow: 0 8px 40px rgb(0 0 0 / .3);
  background: Canvas; color-scheme: normal; }
iframe[hidden] { display: none; }
@media (max-width: 480px) {
  iframe { inset: 0; inline-size: 100%; block-size: 100%; border-radius: 0; }
  :host([open]) button { display: none; }
}
@media (forced-colors: active) { button { border: 2px solid ButtonText; } }
@media print { :host { display: none !important; } }
`;

const script = document.currentScript;
const address = new URL(script.src);
const options = script.dataset;
const listeners = { message: [], open: [], close: [], reset: [] };

class Launcher extends HTMLElement {
  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.append(bubble());
    this.button.addEventListener("click", () => this.toggle());
    shadow.append(this.button);
    this.label(false);
  }

  connectedCallback() {
    this.dir = getComputedStyle(document.documentElement).direction;
    // The top layer: no style of the page's own elements, not even a transform of all of them, moves it.
    if (this.showPopover) {
      this.popover = "manual";
      this.showPopover();
    }
    if (options.accent) this.style.setProperty("--advisor-accent", options.accent);
    addEventListener("message", (event) => this.heard(event));
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  get isOpen() {
    return Boolean(this.frame && !this.frame.hidden);
  }

  label(open) {
    this.button.setAttribute("aria-label", open ? strings.close : options.label || strings.open);
    this.button.setAttribute("aria-expanded", open);
  }

  open() {
    if (!this.frame) this.load();
    if (this.isOpen && this.hasAttribute("open")) return;
    this.frame.hidden = false;
    this.toggleAttribute("open", true);
    this.label(true);
    this.tell({ action: "focus" });
    this.frame.focus();
    emit("open", {});
  }

  close() {
    if (!this.isOpen) return;
    this.frame.hidden = true;
    this.toggleAttribute("open", false);
    this.label(false);
    this.button.focus();
    emit("close", {});
  }

  toggle() {
    this.isOpen ? this.close() : this.open();
  }

  load() {
    const url = new URL("chat", address);
    const passed = { origin: location.origin };
    for (const name of ["topic", "program", "accent", "font", "theme"]) if (options[name]) passed[name] = options[name];
    url.search = new URLSearchParams(passed);
    this.frame = document.createElement("iframe");
    this.frame.title = strings.title;
    this.frame.hidden = true;
    this.ready = new Promise((resolve) => this.frame.addEventListener("load", resolve, { once: true }));
    this.frame.src = url;
    this.shadowRoot.append(this.frame);
  }

  async tell(message) {
    await this.ready;
    this.frame.contentWindow.postMessage({ advisor: true, ...message }, address.origin);
  }

  heard({ source, origin, data }) {
    if (!this.frame || source !== this.frame.contentWindow || origin !== address.origin || !data?.advisor) return;
    if (data.event === "close") this.close();
    else if (listeners[data.event]) emit(data.event, { from: data.from, text: data.text });
  }
}

function bubble() {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
  drawing.append(path);
  return drawing;
}

const emit = (name, detail) => listeners[name].forEach((callback) => callback(detail));

function begin() {
  if (window.MastersAdvisor) return; // the tag stands twice on the page
  customElements.define("masters-advisor", Launcher);
  const launcher = document.createElement("masters-advisor");
  window.MastersAdvisor = {
    open: () => launcher.open(),
    close: () => launcher.close(),
    toggle: () => launcher.toggle(),
    send: (text) => (launcher.open(), launcher.tell({ action: "send", text: String(text) })),
    reset: () => (launcher.frame ? launcher.tell({ action: "reset" }) : undefined),
    on: (name, callback) => listeners[name].push(callback),
  };
  document.body.append(launcher);
  window.dispatchEvent(new CustomEvent("masters-advisor-ready"));
}

document.body ? begin() : addEventListener("DOMContentLoaded", begin);
