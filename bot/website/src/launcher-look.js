// The styles of the launcher and of the frame around the window; `:host` is guarded against the page's own styles.

// There the window covers the page: on a phone, however it is held, and on a page that was made much larger.
const SMALL = "(max-width: 480px), (max-height: 480px)";

export const covers = matchMedia(SMALL);

export const STYLE = `
:host { all: initial !important; display: block !important; position: fixed !important; inset: auto !important;
  inset-block-end: 20px !important; inset-inline-end: 20px !important; z-index: 2147483000 !important;
  --ground: #fff; --bar: #e3e9f1; --ink: #16202c; }
:host([theme="dark"]) { --ground: #131a22; --bar: #2b3643; --ink: #eef3f8; }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { --ground: #131a22; --bar: #2b3643; --ink: #eef3f8; } }
:host([dir="rtl"]) { direction: rtl !important; inset: auto auto 20px 20px !important; }
:host([dir="rtl"]) .window { inset-inline: auto 20px; }
button { all: unset; box-sizing: border-box; cursor: pointer; display: grid; place-items: center; }
.launcher { inline-size: 56px; block-size: 56px; border-radius: 50%; background: var(--advisor-accent, #0b57d0);
  color: var(--advisor-ink, #fff); box-shadow: 0 4px 16px rgb(0 0 0 / .3), 0 0 0 1px var(--advisor-ink, transparent); }
.launcher:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0b57d0; }
svg { inline-size: 28px; block-size: 28px; fill: currentColor; }
.window { position: fixed; inset-block-end: 88px; inset-inline-end: 20px; inline-size: min(420px, calc(100vw - 40px));
  block-size: min(660px, calc(100vh - 110px)); border-radius: 16px; box-shadow: 0 8px 40px rgb(0 0 0 / .3); overflow: hidden;
  background: var(--ground); color: var(--ink); }
:host([wide]) .window { inline-size: min(920px, calc(100vw - 40px)); block-size: calc(100vh - 110px); }
[hidden] { display: none !important; }
iframe { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border: 0; color-scheme: normal; }
iframe.waits { opacity: 0; pointer-events: none; }
.skeleton { position: absolute; inset: 0; padding: 16px; font: 16px/1.5 system-ui, sans-serif; }
.skeleton i { display: block; background: var(--bar); border-radius: 12px; block-size: 3.5em; inline-size: 75%; margin-block-start: 16px; }
.skeleton i:first-of-type { block-size: 1.4em; inline-size: 45%; margin-block: 0 32px; }
.skeleton i:nth-of-type(3) { inline-size: 50%; margin-inline-start: 50%; }
.skeleton.failed i { display: none; }
.skeleton a { color: inherit; display: inline-block; padding-block: 10px; }
.skeleton button { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; inline-size: 44px; block-size: 44px; }
.skeleton :focus-visible { outline: 3px solid currentColor; border-radius: 8px; }
.skeleton .heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
@media ${SMALL} {
  .window, :host([wide]) .window { inset: 0; inline-size: 100%; block-size: 100%; border-radius: 0; }
  :host([open]) .launcher { display: none; }
}
@media (prefers-reduced-motion: no-preference) { .skeleton i { animation: wait 1.4s infinite; } @keyframes wait { 50% { opacity: .5; } } }
@media (forced-colors: active) { .launcher { border: 2px solid ButtonText; } .window { border: 1px solid CanvasText; } }
@media print { :host { display: none !important; } }
`;

export function bubble() {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
  drawing.append(path);
  return drawing;
}
