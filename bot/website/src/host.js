// The page that shows the window: what the window was given by it, and what it is told.

export const parameters = new URLSearchParams(location.search);
const origin = parameters.get("origin");
export const inFrame = parent !== window && Boolean(origin);

export function tellHost(message) {
  if (inFrame) parent.postMessage({ advisor: true, ...message }, origin);
}

export const close = () => tellHost({ event: "close" });

/** Calls back with each message of the page that shows the window, and of nobody else. */
export function onHost(callback) {
  addEventListener("message", (event) => {
    if (inFrame && event.source === parent && event.origin === origin && event.data?.advisor) callback(event.data);
  });
}

/** Whether people touch this screen: there a focused field raises a keyboard that covers half of it. */
export const isTouched = () => matchMedia("(pointer: coarse)").matches;

/** Whether a key belongs to the writing of a word, as in Japanese or Chinese; Safari says so by the code 229 only. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;
