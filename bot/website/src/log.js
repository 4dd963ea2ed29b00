// Where the conversation is scrolled to. A long answer is read from its beginning, so the newest question stays in sight
// at the top, or what fits of it; whoever scrolls away is left where they are, and told of what comes.

const NEAR = 60; // pixels from the end that still count as being there
const QUESTION = 1 / 3; // of the height that a question may take: of a longer one the last lines stay, for the answer counts

export class Log {
  following = true;
  away = false; // the end is out of sight
  news = false; // an answer came that is out of sight
  #placed = 0;

  get element() {
    return document.getElementById("log");
  }

  /** The person scrolled, or we did. Returns whether what is shown has changed by it. */
  scrolled() {
    const { element } = this;
    if (Math.abs(element.scrollTop - this.#placed) > 2) this.following = false;
    return this.#look();
  }

  /** After something was added: goes to the newest question if the person follows, else remembers that there is news. */
  added() {
    const { element } = this;
    if (!element) return false;
    if (this.following) this.#place(this.#endOfQuestion());
    else this.news = true;
    return this.#look();
  }

  /** Another view takes its place for a while. */
  leave() {
    this.#placed = this.element.scrollTop;
  }

  /** The conversation is shown again, where it was left. */
  back() {
    this.#place(this.#placed);
    this.#look();
  }

  toEnd() {
    this.#place(this.element.scrollHeight);
    this.following = true;
    return this.#look();
  }

  /** Where the newest question begins, or the last lines of a long one; without any, the end. */
  #endOfQuestion() {
    const { element } = this;
    const asked = [...element.querySelectorAll("article.mine")].pop();
    if (!asked) return element.scrollHeight;
    return asked.offsetTop - element.offsetTop - 8 + Math.max(0, asked.offsetHeight - element.clientHeight * QUESTION);
  }

  #place(top) {
    this.element.scrollTop = top;
    this.#placed = this.element.scrollTop;
  }

  #look() {
    const { element, away, news } = this;
    this.away = element.scrollHeight - element.scrollTop - element.clientHeight > NEAR;
    this.news &&= this.away;
    return away !== this.away || news !== this.news;
  }
}
