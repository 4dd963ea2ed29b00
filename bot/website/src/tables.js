// Tables and charts. A table is marked up once; the styles show it as a table where there is room, and else as a row a
// fact with the values under short names. The roles stay the same, so it is heard as a table in both.

import { html, nothing, svg } from "lit-html";
import { careTags } from "./receipts.js";
import { strings } from "./strings.js";

const LONG = 40; // characters of a column's name
const TICK = /^(?:★ )?✓/;

/** Short names of the columns: those of the reply; else of long names what stands before the bracket, if still different. */
export function shortNames({ columns, short }) {
  const names = columns.slice(1);
  if (short?.length === names.length) return names.map((name, i) => short[i] || name);
  const cut = names.map((name) => (name.length > LONG ? name.replace(/ \([^()]*\)$/, "") : name));
  return new Set(cut).size === names.length ? cut : names;
}

/** A table; its cells name their receipts by number, and a tick that asks for care says so beside it, as on cards. */
export function table(given, sources = []) {
  const { columns, rows, receipts = [] } = given;
  const short = shortNames(given);
  const cell = (says, i, numbers = []) => html`<td role="cell"><span class="under" aria-hidden="true">${short[i]}</span><div><span dir="auto">${says}</span>${
    numbers.length ? html` <span class="numbers">${numbers.map((number) => `[${number}]`).join("")}</span>` : nothing
  }${TICK.test(says) ? careTags(numbers.map((number) => sources[number - 1]).filter(Boolean)) : nothing}</div></td>`;
  return html`<div class="table" tabindex="0" role="region" aria-label=${strings.table}>
    <table role="table" class=${short.length === 2 ? "pair" : "several"}>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${columns[0] || strings.feature}</th>${columns
        .slice(1)
        .map((name, i) => html`<th role="columnheader" scope="col"><span class="whole">${name}</span><span class="short">${short[i]}</span></th>`)}</tr></thead>
      <tbody role="rowgroup">${rows.map(
        ([head, ...cells], row) =>
          html`<tr role="row"><th role="rowheader" scope="row" dir="auto">${head}</th>${cells.map((says, i) => cell(says, i, receipts[row]?.[i]))}</tr>`,
      )}</tbody>
    </table>
  </div>`;
}

/** A bar chart: each bar from its low to its high value, beside its figure in words; the words say it all. */
export function chart({ title, bars }) {
  const least = Math.min(0, ...bars.map((bar) => bar.low));
  const span = Math.max(0, ...bars.map((bar) => bar.high)) - least || 1;
  const at = (amount) => (100 * (amount - least)) / span;
  const drawn = (bar) => svg`<rect class=${bar.high < 0 ? "below" : "above"} x=${at(bar.low)} y="2" width=${Math.max(at(bar.high) - at(bar.low), 1)} height="8" />
    <line x1=${at(bar.value)} x2=${at(bar.value)} y1="1" y2="11" /><line class="zero" x1=${at(0)} x2=${at(0)} y1="0" y2="12" />`;
  return html`<figure class="chart">
    ${title ? html`<figcaption>${title}</figcaption>` : nothing}
    <ul>${bars.map((bar) => html`<li><span>${bar.label}</span>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">${drawn(bar)}</svg><span>${bar.says}</span></li>`)}</ul>
  </figure>`;
}
