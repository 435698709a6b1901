/** A call that the receiver has taken. */
export interface ReceivedCall {
  readonly name: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `null` while the webhook's secret is not known. */
  readonly verified: boolean | null;
  /** RFC 3339 */
  readonly at: string;
}

export interface ReceivedCalls {
  add(call: ReceivedCall): void;
  /** Oldest first; the newest `limit` of them. */
  list(name: string | undefined, limit: number): readonly ReceivedCall[];
  clear(): void;
  /** @returns what ends the subscription */
  subscribe(listener: (call: ReceivedCall | 'cleared') => void): () => void;
}

/** Bodies of so many characters together are kept: some thousand large events, and a list of them is still one string. */
const defaultMaxCharacters = 64_000_000;

/** Keeps the newest calls, `capacity` of them, or fewer when their bodies are long. */
export function createReceivedCalls(capacity: number, maxCharacters = defaultMaxCharacters): ReceivedCalls {
  const calls: ReceivedCall[] = [];
  let characters = 0;
  const listeners = new Set<(call: ReceivedCall | 'cleared') => void>();
  return {
    add(call) {
      calls.push(call);
      characters += call.body.length;
      while (calls.length > capacity || (characters > maxCharacters && calls.length > 1)) {
        characters -= calls.shift()?.body.length ?? 0;
      }
      for (const listener of listeners) listener(call);
    },
    list(name, limit) {
      const named = name === undefined ? calls : calls.filter(call => call.name === name);
      return limit > 0 ? named.slice(-limit) : [];
    },
    clear() {
      calls.length = 0;
      characters = 0;
      for (const listener of listeners) listener('cleared');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
