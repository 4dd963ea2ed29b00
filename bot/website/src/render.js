// A reply (docs/replies.md) as markup. Everything that was written by anybody goes in as text, never as markup.

import { html, nothing, svg } from "lit-html";
import { strings } from "./strings.js";

const MARKS = { met: "✓", missed: "✗", unknown: "?" };

/** A web address that is safe to follow, or null. */
export function safeUrl(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

const link = (url, words) => {
  const safe = safeUrl(url);
  return safe ? html`<a href=${safe} target="_blank" rel="noopener noreferrer nofollow">${words}</a>` : html`${words}`;
};

/** Plain text: paragraphs, and lines that start with "• " as a list. */
export function prose(text) {
  const blocks = [];
  for (const line of (text ?? "").split("\n")) {
    if (!line.trim()) continue;
    const item = line.startsWith("• ");
    const last = blocks[blocks.length - 1];
    if (item && last?.list) last.list.push(line.slice(2));
    else blocks.push(item ? { list: [line.slice(2)] } : { line });
  }
  return blocks.map((block) =>
    block.list ? html`<ul>${block.list.map((each) => html`<li>${each}</li>`)}</ul>` : html`<p>${block.line}</p>`,
  );
}

const receipt = (source) => html`<li>
  ${source.says ? html`<span class="says">${source.says}</span> ` : nothing}${link(source.url, source.name)},
  ${source.as_of || strings.undated}${source.secondhand ? html`, ${strings.secondhand}` : nothing}${source.old
    ? html`, <strong>${strings.old}</strong>`
    : nothing}
</li>`;

const receipts = (sources) =>
  sources?.length
    ? html`<details class="receipts">
        <summary>${strings.sources(sources.length)}</summary>
        <ul>${sources.map(receipt)}</ul>
      </details>`
    : nothing;

const cardLine = (line) => html`<li class=${`line ${line.mark || "plain"}`}>
  ${line.mark ? html`<span class="mark" role="img" aria-label=${strings[line.mark]}>${MARKS[line.mark]}</span>` : nothing}
  <div><span>${line.says}</span>${receipts(line.sources)}</div>
</li>`;

const card = (program, chat) => {
  const listed = chat.shortlist.has(program.id);
  return html`<li class="card">
    <h3>${program.title}</h3>
    <p class="subtitle">${program.subtitle}</p>
    <ul class="lines">${program.lines?.map(cardLine)}</ul>
    <div class="actions">
      <button
        type="button"
        aria-pressed=${listed}
        aria-label=${listed ? strings.removeOf(program.title) : strings.addOf(program.title)}
        @click=${() => chat.toggleShortlist(program)}
      >${listed ? strings.added : strings.add}</button>
      ${safeUrl(program.url) ? link(program.url, strings.page) : nothing}
    </div>
  </li>`;
};

const table = ({ columns, rows }) => html`<div class="table" tabindex="0" role="region" aria-label=${strings.table}>
  <table>
    <thead><tr>${columns.map((name, i) => html`<th scope="col">${name || (i ? "" : strings.feature)}</th>`)}</tr></thead>
    <tbody>${rows.map(([head, ...cells]) => html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>
</div>`;

/** A bar chart: each bar from its low to its high value, beside its figure in words; the words say it all. */
const chart = ({ title, bars }) => {
  const least = Math.min(0, ...bars.map((bar) => bar.low));
  const span = Math.max(0, ...bars.map((bar) => bar.high)) - least || 1;
  const at = (amount) => (100 * (amount - least)) / span;
  const drawn = (bar) => svg`<rect class=${bar.high < 0 ? "below" : "above"} x=${at(bar.low)} y="2" width=${Math.max(at(bar.high) - at(bar.low), 1)} height="8" />
    <line x1=${at(bar.value)} x2=${at(bar.value)} y1="1" y2="11" /><line class="zero" x1=${at(0)} x2=${at(0)} y1="0" y2="12" />`;
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <ul>${bars.map((bar) => html`<li><span>${bar.label}</span>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">${drawn(bar)}</svg><span>${bar.says}</span></li>`)}</ul>
  </figure>`;
};

const calculations = (lines) =>
  lines?.length
    ? html`<details class="receipts"><summary>${strings.calculations}</summary><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></details>`
    : nothing;

const files = (found, chat) =>
  found?.length
    ? html`<div class="actions">${found.map(
        ({ name, type, content }) => html`<button type="button" @click=${() => chat.save(name, content, type)}>${strings.saveFile(name)}</button>`,
      )}</div>`
    : nothing;

/** One reply of the advisor. */
export function replyTemplate(message, chat) {
  const { reply } = message;
  const structured = reply.lead !== undefined;
  return html`${prose(structured ? reply.lead : message.text)}
  ${reply.cards?.length ? html`<ol class="cards">${reply.cards.map((program) => card(program, chat))}</ol>` : nothing}
  ${reply.cards?.length > 1
    ? html`<p><button type="button" class="quiet" @click=${() => chat.compare(reply.cards)}>${strings.compare}</button></p>`
    : nothing}
  ${reply.table ? table(reply.table) : nothing} ${reply.chart ? chart(reply.chart) : nothing} ${files(reply.files, chat)} ${structured ? prose(reply.closing) : nothing} ${calculations(reply.calculations)} ${receipts(reply.sources)}`;
}

/** The quick replies of the last reply. */
export const chipsTemplate = (chips, chat) =>
  chips?.length
    ? html`<div class="chips">${chips.map((chip) => html`<button type="button" @click=${() => chat.say(chip.payload, chip.title)}>${chip.title}</button>`)}</div>`
    : nothing;

/** A conversation as Markdown. */
export const transcript = (messages) =>
  messages
    .map((message) => (message.from === "user" ? `**${strings.you}:** ${message.text}` : `**${strings.bot}:**\n\n${message.text}`))
    .join("\n\n") + "\n";

/** A shortlist as Markdown. */
export const shortlistText = (programs) =>
  [...programs]
    .map(({ title, subtitle, url, note }) => `- **${title}**, ${subtitle}${note ? `\n  ${strings.note}: ${note}` : ""}${safeUrl(url) ? `\n  ${url}` : ""}`)
    .join("\n") + "\n";
