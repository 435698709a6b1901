import { AddressPolicy } from '../domain/address-policy.ts';
import type { Canary } from '../domain/own-fault-ports.ts';
import type { AddressResolver } from './guarded-lookup.ts';
import { UndiciWebhookCaller } from './undici-webhook-caller.ts';

const timeoutMs = 2000;
/** The operator named the URL, so every address is fine: the local run's is loopback. */
const everywhere = new AddressPolicy(['0.0.0.0/0', '::/0']);

export interface HttpCanaryOptions {
  readonly url: string;
  readonly resolver: AddressResolver;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Canary over the same way out as the calls themselves. Any HTTP answer will do: it shows that names, TLS and connections work. */
export class HttpCanary implements Canary {
  readonly #url: string;
  readonly #caller: UndiciWebhookCaller;

  constructor({ url, resolver, now }: HttpCanaryOptions) {
    this.#url = url;
    this.#caller = new UndiciWebhookCaller({ policy: everywhere, resolver, now });
  }

  async answers(): Promise<boolean> {
    const { status } = await this.#caller.call({ url: this.#url, headers: {}, body: '', timeoutMs });
    return status !== null;
  }
}
