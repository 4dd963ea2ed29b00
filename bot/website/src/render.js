// A reply (docs/replies.md) as markup. Everything that was written by anybody goes in as text, never as markup.

import { html, nothing } from "lit-html";
import { save } from "./files.js";
import { cares, careTags, link, receipts, safeUrl } from "./receipts.js";
import { strings } from "./strings.js";
import { chart, table } from "./tables.js";

const MARKS = { met: "✓", missed: "✗", unknown: "?" };

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
    block.list
      ? html`<ul>${block.list.map((each) => html`<li dir="auto">${each}</li>`)}</ul>`
      : html`<p dir="auto">${block.line}</p>`,
  );
}

/** One line of a card; a mark that rests on a second-hand or old source says so beside it. */
export const cardLine = (line) => html`<li class=${`line ${line.mark || "plain"} ${cares(line.sources).length ? "careful" : ""}`}>
  ${line.mark ? html`<span class="mark" role="img" aria-label=${strings[line.mark] ?? line.mark}>${MARKS[line.mark]}</span>` : nothing}
  <div><span dir="auto">${line.says}</span>${careTags(line.sources)}${receipts(line.sources)}</div>
</li>`;

const card = (program, number, chat) => {
  const listed = chat.shortlist.has(program.id);
  return html`<li class="card">
    <h3>${number ? html`<span class="number">${number}.</span> ` : nothing}<span dir="auto">${program.title}</span></h3>
    <p class="subtitle" dir="auto">${program.subtitle}</p>
    <ul class="lines">${program.lines?.map(cardLine)}</ul>
    <div class="actions">
      <button
        type="button"
        aria-pressed=${listed}
        aria-label=${listed ? strings.removeOf(program.title) : strings.addOf(program.title)}
        @click=${() => chat.keeping.toggle(program)}
      >${listed ? strings.added : strings.add}</button>
      ${safeUrl(program.url) ? link(program.url, strings.page) : nothing}
    </div>
  </li>`;
};

const calculations = (lines) =>
  lines?.length
    ? html`<details class="receipts"><summary>${strings.calculations}</summary><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></details>`
    : nothing;

const files = (found) =>
  found?.length
    ? html`<div class="actions">${found.map(
        ({ name, type, content }) => html`<button type="button" @click=${() => save(name, content, type)}>${strings.saveFile(name)}</button>`,
      )}</div>`
    : nothing;

/** The number that people call a program by, as in the text: over the pages of a search it goes on; 0 where it has none. */
const numberOf = ({ kind, cards, first = 1 }, i) => (kind === "programs" || cards.length > 1 ? first + i : 0);

/** One reply of the advisor. */
export function replyTemplate(message, chat) {
  const { reply } = message;
  const structured = reply.lead !== undefined;
  const asked = reply.kind === "receipts"; // they are the answer
  return html`${prose(structured ? reply.lead : message.text)}
  ${reply.cards?.length ? html`<ol class="cards">${reply.cards.map((program, i) => card(program, numberOf(reply, i), chat))}</ol>` : nothing}
  ${reply.cards?.length > 1
    ? html`<p><button type="button" class="quiet" @click=${() => chat.compare(reply.cards)}>${strings.compare}</button></p>`
    : nothing}
  ${reply.table ? table(reply.table, reply.sources) : nothing} ${reply.chart ? chart(reply.chart) : nothing} ${files(reply.files)} ${structured ? prose(reply.closing) : nothing} ${calculations(reply.calculations)}
  ${reply.sources?.length ? html`<div class="sources">${careTags(reply.sources)}${receipts(reply.sources, Boolean(reply.table) || asked, asked)}</div>` : nothing}`;
}

/** The quick replies of the last reply. */
export const chipsTemplate = (chips, chat) =>
  chips?.length
    ? html`<div class="chips" role="group" aria-label=${strings.chips}>${chips.map(
        (chip) => html`<button type="button" dir="auto" @click=${() => chat.say(chip.payload, chip.title)}>${chip.title}</button>`,
      )}</div>`
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
