// Tables and charts. A table is marked up once; the styles show it as a table where there is room, and else as a row a
// fact with the values under short names. The roles stay the same, so it is heard as a table in both.

import { html, nothing, svg } from "lit-html";
import { strings } from "./strings.js";

const LONG = 40; // characters of a column's name
const SIGN = /^[★✓✗?] /;
const bare = (words) => words.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "");

/** A cell without the name of its row: under "Credits" "30 credits" says "30", under "IELTS" "IELTS from 7.5" "from 7.5". */
export function trimmed(head, cell) {
  const sign = SIGN.exec(cell)?.[0] ?? "";
  const says = cell.slice(sign.length);
  const name = bare(head);
  if (!name || bare(says) === name) return cell;
  if (bare(says) === `no ${name} needed`) return sign + strings.notNeeded;
  const colon = says.indexOf(": ");
  if (colon > 0 && bare(says.slice(0, colon)).split(" ").every((word) => name.split(" ").includes(word)))
    return sign + says.slice(colon + 2);
  if (says.toLowerCase().startsWith(`${head.toLowerCase()} `)) return sign + says.slice(head.length + 1).replace(/^(on|of) /, "");
  if (says.toLowerCase().endsWith(` ${head.toLowerCase()}`)) return sign + says.slice(0, -head.length - 1);
  return cell;
}

/** Short names of the columns: those of the reply; else of long names what stands before the bracket, if still different. */
export function shortNames({ columns, short }) {
  const names = columns.slice(1);
  if (short?.length === names.length) return names.map((name, i) => short[i] || name);
  const cut = names.map((name) => (name.length > LONG ? name.replace(/ \([^()]*\)$/, "") : name));
  return new Set(cut).size === names.length ? cut : names;
}

export function table(given) {
  const { columns, rows } = given;
  const short = shortNames(given);
  const cell = (head, says, i) => html`<td role="cell"><span class="under" aria-hidden="true">${short[i]}</span><span dir="auto">${trimmed(head, says)}</span></td>`;
  return html`<div class="table" tabindex="0" role="region" aria-label=${strings.table}>
    <table role="table" class=${short.length === 2 ? "pair" : "several"}>
      <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${columns[0] || strings.feature}</th>${columns
        .slice(1)
        .map((name, i) => html`<th role="columnheader" scope="col"><span class="whole">${name}</span><span class="short">${short[i]}</span></th>`)}</tr></thead>
      <tbody role="rowgroup">${rows.map(
        ([head, ...cells]) => html`<tr role="row"><th role="rowheader" scope="row" dir="auto">${head}</th>${cells.map((says, i) => cell(head, says, i))}</tr>`,
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
