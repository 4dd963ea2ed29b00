// Receipts: where a fact comes from. One that asks for care says so beside the fact, before anybody opens it.

import { html, nothing } from "lit-html";
import { strings } from "./strings.js";

/** A web address that is safe to follow, or null. */
export function safeUrl(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

export const link = (url, words) => {
  const safe = safeUrl(url);
  return safe ? html`<a href=${safe} target="_blank" rel="noopener noreferrer nofollow">${words}</a>` : html`${words}`;
};

/** What asks for care in the receipts of one fact, in a word or two each. */
export function cares(sources) {
  const found = sources ?? [];
  const second = found.filter((source) => source.secondhand).length;
  return [
    second && (second === found.length ? strings.secondhand : strings.partlySecondhand),
    found.some((source) => source.old) && strings.oldShort,
  ].filter(Boolean);
}

export const careTags = (sources) => cares(sources).map((words) => html`<span class="care">${words}</span>`);

const receipt = (source) => html`<li>
  ${source.says ? html`<span class="says">${source.says}</span> ` : nothing}${link(source.url, source.name)},
  ${source.as_of || strings.undated}${source.secondhand ? html`, ${strings.secondhand}` : nothing}${source.old
    ? html`, <strong>${strings.old}</strong>`
    : nothing}
</li>`;

/** Receipts to open; numbered where a table names them by their numbers, open at once where they were asked for. */
export const receipts = (sources, numbered = false, open = false) =>
  sources?.length
    ? html`<details class="receipts" ?open=${open}>
        <summary>${strings.sources(sources.length)}</summary>
        ${numbered ? html`<ol>${sources.map(receipt)}</ol>` : html`<ul>${sources.map(receipt)}</ul>`}
      </details>`
    : nothing;
