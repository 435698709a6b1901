import type { AddressResolver } from '../../../../functions/adapters/guarded-lookup.ts';
import { UndiciWebhookCaller } from '../../../../functions/adapters/undici-webhook-caller.ts';
import { AddressPolicy } from '../../../../functions/domain/address-policy.ts';
import type { Receiver } from './receivers.ts';

const opened = new AddressPolicy(['127.0.0.0/8']);

/** Names of a small DNS; every other name does not exist. */
export function dns(
  names: Readonly<Record<string, readonly string[]>>,
): AddressResolver & { asked: string[] } {
  const asked: string[] = [];
  const records = async (host: string, isIpv6: boolean) => {
    asked.push(`${isIpv6 ? 'AAAA' : 'A'} ${host}`);
    const found = (names[host] ?? []).filter(address => address.includes(':') === isIpv6);
    if (found.length === 0) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    return found.map(address => ({ address, ttl: 30 }));
  };
  return { asked, resolve4: host => records(host, false), resolve6: host => records(host, true) };
}

const closers: (() => unknown)[] = [];
/** For `afterEach`: ends what the test started. */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close();
}

export function started<Started extends Receiver>(receiver: Started): Started {
  closers.push(() => receiver.close());
  return receiver;
}

export function callerOf(options: Partial<ConstructorParameters<typeof UndiciWebhookCaller>[0]> = {}) {
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  const now = () => {
    nowMs += 5;
    return nowMs;
  };
  const caller = new UndiciWebhookCaller({ policy: opened, now, resolver: dns({}), ...options });
  closers.push(() => caller.close());
  return {
    close: () => caller.close(),
    post: (url: string, { body = '{"a":"ä"}', timeoutMs = 5000 } = {}) =>
      caller.call({
        url,
        headers: { 'content-type': 'application/json', 'webhook-id': 'dlv_1' },
        body,
        timeoutMs,
      }),
  };
}
