// What stands in the window's place until it is there: its outline, and, where the window never comes, a way out.

import { launcherStrings as strings } from "./strings.js";

/** An element with attributes and children; no markup is read, so any content policy of the page allows it. */
const made = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export class Skeleton {
  constructor(close) {
    this.words = made("p", { role: "status" }, made("span", { class: "heard" }, strings.loading));
    const button = made("button", { type: "button", "aria-label": strings.close }, "✕");
    button.addEventListener("click", close);
    this.element = made("div", { class: "skeleton" }, made("i", {}), made("i", {}), made("i", {}), made("i", {}), this.words, button);
  }

  /** Says that the window did not come, and leads to its own page. */
  fail(url) {
    this.element.classList.add("failed");
    this.words.replaceChildren(strings.blocked, " ", made("a", { href: url, target: "_blank", rel: "noopener" }, strings.instead));
  }
}
