import { isInput } from '../iam/request.ts';
import type { Store } from '../store.ts';

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** A mail that the service has accepted. */
export interface Mail {
  readonly messageId: string;
  /** RFC 3339. */
  readonly at: string;
  readonly from: string;
  readonly replyTo: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly headers: readonly NamedValue[];
  readonly tags: readonly NamedValue[];
  readonly configurationSet: string | null;
  /** The recipients who get it. */
  readonly delivered: readonly string[];
  /** The recipients on the suppression list, who do not. */
  readonly suppressed: readonly string[];
}

/** The mails that would have been sent, oldest first; the newest thousand of them. */
export interface Outbox {
  add(mail: Mail): void;
  /** The newest `limit` mails; only those to an address when one is given. */
  list(limit: number, recipient?: string): readonly Mail[];
  clear(): void;
  /** @returns what ends the subscription */
  subscribe(listener: (mail: Mail | 'cleared') => void): () => void;
}

const kind = 'ses.mail';
const capacity = 1_000;

/** Opens the outbox with everything that its store remembers. */
export function openOutbox(store: Store): Outbox {
  const listeners = new Set<(mail: Mail | 'cleared') => void>();
  const mails = new Map<string, Mail>();
  let next = 0;
  for (const { id, value } of store.all(kind)) {
    if (isMail(value)) mails.set(id, value);
    next = Number(id) + 1;
  }
  const remove = (id: string): void => {
    mails.delete(id);
    store.delete(kind, id);
  };
  return {
    add(mail) {
      // The store gives its values back in the order of their ids.
      const id = String(next++).padStart(12, '0');
      mails.set(id, mail);
      store.put(kind, id, mail);
      const [oldest] = mails.keys();
      if (mails.size > capacity && oldest !== undefined) remove(oldest);
      for (const listener of listeners) listener(mail);
    },
    list(limit, recipient) {
      const wanted = [...mails.values()].filter(
        ({ to, cc, bcc }) => recipient === undefined || [...to, ...cc, ...bcc].includes(recipient),
      );
      return limit > 0 ? wanted.slice(-limit) : [];
    },
    clear() {
      for (const id of [...mails.keys()]) remove(id);
      for (const listener of listeners) listener('cleared');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function isMail(value: unknown): value is Mail {
  return (
    isInput(value) &&
    [value.messageId, value.at, value.from, value.subject].every(it => typeof it === 'string') &&
    [value.to, value.cc, value.bcc, value.headers, value.delivered, value.suppressed].every(Array.isArray)
  );
}
