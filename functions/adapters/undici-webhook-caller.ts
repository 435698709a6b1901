import { constants } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { type AddressPolicy, hostOf, portOf } from '../domain/address-policy.ts';
import type { Attempt } from '../domain/delivery.ts';
import type { WebhookCall, WebhookCaller } from '../domain/ports.ts';
import { type AddressResolver, GuardedLookup } from './guarded-lookup.ts';
import { OriginConnections } from './origin-connections.ts';
import { type ExchangeResult, WebhookExchange } from './webhook-exchange.ts';

export interface UndiciWebhookCallerOptions {
  readonly policy: AddressPolicy;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly resolver: AddressResolver;
  /** PEM certificates to trust instead of Node's own. */
  readonly certificateAuthorities?: string;
  /** Origins whose connections are kept. @default 500 */
  readonly maxOrigins?: number;
  /** How long the body behind a 2xx status is read: the call has succeeded already. @default 1000 */
  readonly successBodyMs?: number;
}

type Target =
  | { readonly origin: URL; readonly path: string }
  | { readonly origin: undefined; readonly refusal: string };

const userAgent = 'Finehook/1 (+webhooks)';
const maxTargets = 2000;

/** WebhookCaller over undici's HTTP/1.1 client: keep-alive, TLS sessions, vetted and pinned addresses, no redirects. */
export class UndiciWebhookCaller implements WebhookCaller {
  readonly #options: UndiciWebhookCallerOptions;
  readonly #lookup: GuardedLookup;
  /** By URL; by origin, least recently used first. */
  readonly #targets = new Map<string, Target>();
  readonly #origins = new Map<string, OriginConnections>();
  #secureContext: SecureContext | undefined;

  constructor(options: UndiciWebhookCallerOptions) {
    this.#options = options;
    const { policy, now, resolver } = options;
    this.#lookup = new GuardedLookup({ policy, now, resolver });
  }

  call({ url, headers, body, timeoutMs }: WebhookCall): Promise<Attempt> {
    const startMs = this.#options.now();
    return new Promise(resolve => {
      const onEnd = (result: ExchangeResult) =>
        resolve({
          at: new Date(startMs).toISOString(),
          durationMs: Math.max(0, Math.round(this.#options.now() - startMs)),
          ...result,
        });
      const target = this.#targetOf(url);
      if (target.origin === undefined) {
        onEnd(blocked(target.refusal));
        return;
      }
      const { origin, path } = target;
      const connections = this.#connectionsTo(origin);
      const { successBodyMs = 1000 } = this.#options;
      const request = { path, headers: flat(headers), body };
      new WebhookExchange({ connections, ...request, timeoutMs, successBodyMs }, onEnd);
    });
  }

  /** Closes idle connections. */
  close(): void {
    for (const connections of this.#origins.values()) connections.closeIdle();
    this.#origins.clear();
  }

  #targetOf(url: string): Target {
    const known = this.#targets.get(url);
    if (known !== undefined) return known;
    const verdict = this.#options.policy.checkUrl(url);
    const target: Target = verdict.allowed
      ? { origin: new URL(verdict.url.origin), path: verdict.url.pathname + verdict.url.search }
      : { origin: undefined, refusal: verdict.reason };
    const [oldest] = this.#targets.keys();
    if (this.#targets.size >= maxTargets && oldest !== undefined) this.#targets.delete(oldest);
    this.#targets.set(url, target);
    return target;
  }

  #connectionsTo(origin: URL): OriginConnections {
    const { policy, now, maxOrigins = 500 } = this.#options;
    const key = `${origin.protocol}${hostOf(origin)}:${origin.port}`;
    const connections =
      this.#origins.get(key) ??
      new OriginConnections(
        {
          origin,
          policy,
          lookup: this.#lookup.lookupFor(portOf(origin)),
          secureContext: () => this.#sharedSecureContext(),
        },
        now,
      );
    this.#origins.delete(key);
    this.#origins.set(key, connections);
    if (this.#origins.size > maxOrigins) this.#closeOldest();
    return connections;
  }

  #closeOldest(): void {
    for (const [key, connections] of this.#origins) {
      if (connections.isInUse) continue;
      connections.closeIdle();
      this.#origins.delete(key);
      return;
    }
  }

  #sharedSecureContext(): SecureContext {
    const { certificateAuthorities: ca } = this.#options;
    this.#secureContext ??= createSecureContext({
      minVersion: 'TLSv1.2',
      // A receiver that asks for handshake after handshake would have each at our cost.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
      ...(ca === undefined ? {} : { ca }),
    });
    return this.#secureContext;
  }
}

function blocked(errorDetail: string): ExchangeResult {
  const nothing = { status: null, responseBody: null, retryAfter: null, certificateExpiresAt: null };
  return { ...nothing, error: 'address-blocked', errorDetail };
}

function flat(headers: Readonly<Record<string, string>>): string[] {
  const list = ['user-agent', userAgent];
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) list.push(name, value);
  }
  return list;
}
