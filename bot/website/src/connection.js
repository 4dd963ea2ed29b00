// Talks to the advisor: one signed conversation, messages with ids of their own so that nothing is answered twice.

const KEY = "advisor.conversation";

/** A request that was refused or did not get through; `status` is 0 where no answer came. */
export class ConnectionError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const newId = () =>
  crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

export class Connection {
  constructor(storage) {
    this.storage = storage;
  }

  get token() {
    return this.storage.get(KEY);
  }

  /** Forgets the conversation; the next message begins a new one. */
  forget() {
    this.storage.remove(KEY);
  }

  /** The messages so far, and the shortlist or null; nothing for a new visitor. */
  async history() {
    if (!this.token) return { messages: [], shortlist: null };
    return (await this.#request("/chat/history")).json();
  }

  /** Sends a message and hands over each reply as soon as it is there; of a quiet one nothing comes back in the history. */
  async send({ id, text, title, quiet }, onReply) {
    if (!this.token) {
      const begun = await (await this.#request("/chat/conversation", {})).json();
      this.storage.set(KEY, begun.token);
    }
    const answer = await this.#request("/chat/message", { id, text, title, quiet });
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ConnectionError(0, "");
      });
      rest += decoder.decode(value ?? new Uint8Array(), { stream: !done });
      const lines = rest.split("\n");
      rest = lines.pop();
      lines.filter(Boolean).forEach((line) => onReply(JSON.parse(line)));
      if (done) return;
    }
  }

  /** Keeps a judgement on an answer. */
  async judge(judgement) {
    await this.#request("/chat/feedback", judgement);
  }

  async #request(path, body) {
    const headers = { "content-type": "application/json" };
    if (this.token) headers.authorization = `Bearer ${this.token}`;
    const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers };
    const answer = await fetch(path, options).catch(() => {
      throw new ConnectionError(0, "");
    });
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => ({}));
    throw new ConnectionError(answer.status, said.error ?? "");
  }
}

/** localStorage, or memory where the browser forbids it. */
export class Storage {
  #memory = new Map();

  get(key) {
    try {
      return localStorage.getItem(key) ?? this.#memory.get(key) ?? null;
    } catch {
      return this.#memory.get(key) ?? null;
    }
  }

  set(key, value) {
    this.#memory.set(key, value);
    try {
      localStorage.setItem(key, value);
    } catch {
      // private mode: memory has to do
    }
  }

  remove(key) {
    this.#memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // as above
    }
  }
}
