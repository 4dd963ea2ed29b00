// The host page's colour, font and theme. Its colour is corrected where people could not read it.

import { accentOf, rgbOf } from "./contrast.js";
import { parameters } from "./host.js";

const GROUNDS = ["--ground", "--bubble"];

export function applyLook() {
  const style = document.documentElement.style;
  const font = parameters.get("font");
  if (font) style.setProperty("--font", font);
  if (["light", "dark"].includes(parameters.get("theme"))) document.documentElement.dataset.theme = parameters.get("theme");
  if (!parameters.get("accent")) return;
  applyAccent(parameters.get("accent"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyAccent(parameters.get("accent")));
}

function applyAccent(colour) {
  const look = getComputedStyle(document.documentElement);
  const accent = accentOf(colour, GROUNDS.map((name) => rgbOf(look.getPropertyValue(name).trim()).rgb));
  if (!accent) return;
  for (const [name, value] of [["--accent", accent.fill], ["--on-accent", accent.ink], ["--link", accent.link]])
    document.documentElement.style.setProperty(name, value);
}
