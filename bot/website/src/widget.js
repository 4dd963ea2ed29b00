// One tag on any page: a launcher in a corner; the chat window is loaded into a frame when it is first opened.
//
//   <script src="https://…/widget.js" async data-topic="cost" data-accent="#0a5" data-theme="dark"></script>
//
// JavaScript: window.MastersAdvisor.open(), close(), toggle(), send(text), reset(), remove(), on("message" | "open" | "close" | "reset", callback)

import { Back } from "./back.js";
import { accentOf } from "./contrast.js";
import { STYLE, bubble, covers } from "./launcher-look.js";
import { Skeleton } from "./skeleton.js";
import { launcherStrings as strings } from "./strings.js";

const WAIT_MS = 2000; // after the frame was loaded, until the window counts as refused
const LONGEST_MS = 15_000; // the same, where a browser never says that a refused frame was loaded
const OPEN = "masters-advisor.open"; // in this tab
const WIDE = "masters-advisor.wide"; // in this browser
const PASSED = ["topic", "program", "accent", "font", "theme"];
const speaks = ({ speech }) => speech !== undefined && speech !== "off"; // `data-speech` alone is enough

const script = document.currentScript;
const address = new URL(script.src);
const listeners = { message: [], open: [], close: [], reset: [] };

/** The page's own storage, where it may be used at all. */
const kept = (storage, name, value) => {
  try {
    if (value === undefined) return window[storage].getItem(name) === "1";
    value ? window[storage].setItem(name, "1") : window[storage].removeItem(name);
  } catch {
    // forbidden by browser or page: nothing is remembered
  }
  return false;
};

class Launcher extends HTMLElement {
  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "launcher";
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.append(bubble());
    this.button.addEventListener("click", () => this.toggle());
    this.window = document.createElement("div");
    this.window.className = "window";
    this.window.hidden = true;
    shadow.append(this.button, this.window);
    this.listener = (event) => this.heard(event);
    this.resized = () => this.tellSize();
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  connectedCallback() {
    this.dir = getComputedStyle(document.documentElement).direction;
    // The top layer: no style of the page's own elements, not even a transform of all of them, moves it.
    if (this.showPopover) {
      this.popover = "manual";
      this.showPopover();
    }
    this.back = new Back({ back: () => this.close(), forward: () => this.open() });
    addEventListener("message", this.listener);
    covers.addEventListener("change", this.resized);
    this.toggleAttribute("wide", kept("localStorage", WIDE));
    if (this.frame) this.load(); // a frame that is moved loads anew
    if (kept("sessionStorage", OPEN)) this.open({ focus: false });
  }

  disconnectedCallback() {
    this.back.stop();
    removeEventListener("message", this.listener);
    covers.removeEventListener("change", this.resized);
  }

  /** The attributes of the tag; the next page's tag may have others. */
  dress(options) {
    this.options = { ...options };
    this.label();
    if (options.theme) this.setAttribute("theme", options.theme);
    else this.removeAttribute("theme");
    const accent = options.accent && accentOf(options.accent, [[255, 255, 255]]);
    this.style.cssText = accent ? `--advisor-accent: ${accent.fill}; --advisor-ink: ${accent.ink}` : "";
    if (this.frame) this.tell({ action: "page", topic: options.topic, program: options.program });
  }

  get isOpen() {
    return !this.window.hidden;
  }

  label() {
    this.button.setAttribute("aria-label", this.isOpen ? strings.close : this.options.label || strings.open);
    this.button.setAttribute("aria-expanded", this.isOpen);
  }

  open({ focus = true } = {}) {
    if (!this.frame) this.load();
    if (this.isOpen) return;
    this.show(true);
    if (covers.matches) this.back.opened();
    if (focus) {
      this.tell({ action: "focus" });
      this.frame.focus();
    }
    emit("open", {});
  }

  close() {
    if (!this.isOpen) return;
    this.show(false);
    this.tell({ action: "closed" });
    this.back.closed();
    this.button.focus();
    emit("close", {});
  }

  show(open) {
    this.window.hidden = !open;
    this.toggleAttribute("open", open);
    kept("sessionStorage", OPEN, open);
    this.label();
  }

  toggle() {
    this.isOpen ? this.close() : this.open();
  }

  load() {
    const url = new URL("chat", address);
    const passed = { origin: location.origin };
    for (const name of PASSED) if (this.options[name]) passed[name] = this.options[name];
    if (speaks(this.options)) passed.speech = "on";
    url.search = new URLSearchParams(passed);
    this.frame = document.createElement("iframe");
    this.frame.title = strings.title;
    this.frame.className = "waits";
    this.frame.allow = speaks(this.options) ? "clipboard-write; microphone" : "clipboard-write";
    this.frame.addEventListener("load", () => setTimeout(() => this.missed(), WAIT_MS), { once: true });
    setTimeout(() => this.missed(), LONGEST_MS);
    this.skeleton = new Skeleton(() => this.close());
    this.ready = new Promise((resolve) => (this.isReady = resolve));
    this.frame.src = url;
    this.window.replaceChildren(this.skeleton.element, this.frame);
  }

  /** The frame was loaded, but not with our window: a browser shows its own grey page there, which helps nobody. */
  missed() {
    if (!this.frame.classList.contains("waits") || this.frame.hidden) return;
    this.frame.hidden = true;
    this.skeleton.fail(new URL("chat", address));
    console.error(
      `Master's advisor: the chat window did not load from ${address.origin}. Either the server cannot be reached, or it ` +
        `does not allow this site to show it: add ${location.origin} to its ADVISOR_ALLOWED_ORIGINS.`,
    );
  }

  shown() {
    this.frame.hidden = false;
    this.frame.classList.remove("waits");
    this.skeleton.element.remove();
    this.isReady();
    this.tellSize();
  }

  async tell(message) {
    await this.ready;
    this.frame.contentWindow?.postMessage({ advisor: true, ...message }, address.origin);
  }

  tellSize() {
    if (this.frame) this.tell({ action: "size", wide: this.hasAttribute("wide"), canWiden: !covers.matches });
  }

  heard({ source, origin, data }) {
    if (!this.frame || source !== this.frame.contentWindow || origin !== address.origin || !data?.advisor) return;
    if (data.event === "ready") this.shown();
    else if (data.event === "wide") this.widen(data.wide === true);
    else if (data.event === "close") this.close();
    else if (listeners[data.event]) emit(data.event, { from: data.from, text: data.text });
  }

  widen(wide) {
    this.toggleAttribute("wide", wide);
    kept("localStorage", WIDE, wide);
  }
}

const emit = (name, detail) => listeners[name].forEach((callback) => callback(detail));

function begin() {
  const there = window.MastersAdvisor;
  // The tag stands twice, or the site has gone on to a page with a tag. pjax runs a copy of it that has no attributes and
  // is no longer in the page: that one says nothing.
  if (there) return script.isConnected && there.again(script.dataset);
  customElements.define("masters-advisor", Launcher);
  const launcher = document.createElement("masters-advisor");
  // Beside the body, for Turbo, pjax and the like replace the body: window and launcher stay as they are.
  const attach = () => launcher.isConnected || document.documentElement.append(launcher);
  const watch = new MutationObserver(attach);
  const put = (options) => {
    launcher.dress(options);
    attach();
    watch.observe(document, { childList: true });
    watch.observe(document.documentElement, { childList: true });
  };
  window.MastersAdvisor = {
    open: () => launcher.open(),
    close: () => launcher.close(),
    toggle: () => launcher.toggle(),
    send: (text) => (launcher.open(), launcher.tell({ action: "send", text: String(text) })),
    reset: () => (launcher.frame ? launcher.tell({ action: "reset" }) : undefined),
    remove: () => (watch.disconnect(), launcher.remove()),
    on: (name, callback) => listeners[name].push(callback),
    again: put,
  };
  put(script.dataset);
  window.dispatchEvent(new CustomEvent("masters-advisor-ready"));
}

document.body ? begin() : addEventListener("DOMContentLoaded", begin);
