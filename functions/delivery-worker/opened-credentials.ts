import type { Credentials } from '../domain/credentials.ts';
import type { Vault } from '../domain/ports.ts';
import type { Webhook } from '../domain/webhook.ts';

/**
 * Credentials of the webhooks that the cache holds, opened once for each time it reads one: as long as the cache gives
 * the same webhook, these are the same objects, and the keys made of them are too (see `signature.ts`).
 */
export class OpenedCredentials {
  readonly #vault: Pick<Vault, 'open'>;
  readonly #opened = new WeakMap<Webhook, Promise<Credentials>>();

  constructor(vault: Pick<Vault, 'open'>) {
    this.#vault = vault;
  }

  of(webhook: Webhook): Promise<Credentials> {
    const known = this.#opened.get(webhook);
    if (known !== undefined) return known;
    const opening = this.#vault.open(webhook);
    this.#opened.set(webhook, opening);
    // What could not be opened is tried again by whoever asks next.
    opening.catch(() => this.#opened.delete(webhook));
    return opening;
  }
}
