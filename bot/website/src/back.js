// On a phone the window covers the page, so Back closes it and leaves the page where it is: the open window is an entry
// of its own in the history. The host page's router sees nothing of it.

const MARK = "mastersAdvisor";
const marked = (state) => Boolean(state?.[MARK]);

export class Back {
  #open = false;
  #ours = false; // the step back is our own

  constructor({ back, forward }) {
    this.listener = (event) => this.#popped(event, back, forward);
    addEventListener("popstate", this.listener, true);
  }

  stop() {
    removeEventListener("popstate", this.listener, true);
  }

  opened() {
    this.#open = true;
    const { state } = history;
    if (!marked(state)) history.pushState({ ...(state !== null && typeof state === "object" ? state : {}), [MARK]: true }, "");
  }

  /** The window was closed otherwise: its entry goes, so that the next Back is the page's again. */
  closed() {
    if (!this.#open) return;
    this.#open = false;
    if (!marked(history.state)) return; // the page has gone on meanwhile
    this.#ours = true;
    history.back();
  }

  #popped(event, back, forward) {
    const { state } = event;
    const act = this.#ours ? () => (this.#ours = false) : this.#open && !marked(state) ? back : !this.#open && marked(state) ? forward : null;
    if (!act) return;
    event.stopImmediatePropagation();
    if (act === back) this.#open = false;
    act();
  }
}
