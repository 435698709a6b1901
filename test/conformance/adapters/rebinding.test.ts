import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { AddressResolver } from '../../../functions/adapters/guarded-lookup.ts';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';
import { countOutgoingConnections } from '../../support/outgoing-connections.ts';
import { httpReceiver, type Receiver } from './support/receivers.ts';
import { callerOf, closeAll, started } from './support/webhook-caller.ts';

const connections = countOutgoingConnections();
afterAll(() => connections.stop());
afterEach(closeAll);

/** Loopback but for this one address, which stands for all that is closed. */
const policy = new AddressPolicy(['127.0.0.1/32']);
const closed = '127.0.0.2';

/** Gives the answers in turn, then the last one again and again. */
function changing(...answers: readonly string[]): AddressResolver & { asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    resolve4: async () => {
      const address = answers[Math.min(asked++, answers.length - 1)] ?? '';
      return [{ address, ttl: 0 }];
    },
    resolve6: async () => [],
  };
}

/** By name over TLS: a receiver without TLS is reached when the handshake fails. */
const urlOf = ({ port }: Receiver) => `https://rebinding.example.com:${port}/`;
const reached = { error: 'tls' };
const blocked = {
  error: 'address-blocked',
  errorDetail: 'the host name resolves to an address that is not public (loopback)',
};

describe('a name that changes its address', () => {
  it('is called at the address that was checked', async () => {
    const receiver = started(await httpReceiver(() => {}));
    const resolver = changing('127.0.0.1', closed);
    expect(await callerOf({ policy, resolver }).post(urlOf(receiver))).toMatchObject(reached);
    expect([resolver.asked(), receiver.connections()]).toEqual([1, 1]);
  });

  it('is checked again at the next connection, also behind a TTL of 0', async () => {
    const receiver = started(await httpReceiver(() => {}));
    const resolver = changing('127.0.0.1', closed);
    let nowMs = 0;
    const { post } = callerOf({ policy, resolver, now: () => nowMs });
    expect(await post(urlOf(receiver))).toMatchObject(reached);
    nowMs += 1000;
    const before = connections.count();
    expect(await post(urlOf(receiver))).toMatchObject(blocked);
    expect([connections.count() - before, receiver.connections()]).toEqual([0, 1]);
  });

  it('is called as soon as the address is a good one: a refusal is not remembered', async () => {
    const receiver = started(await httpReceiver(() => {}));
    const { post } = callerOf({ policy, resolver: changing(closed, '127.0.0.1'), now: () => 0 });
    expect(await post(urlOf(receiver))).toMatchObject(blocked);
    expect(await post(urlOf(receiver))).toMatchObject(reached);
  });
});

describe('a redirect', () => {
  it.each([300, 301, 302, 303, 304, 305, 306, 307, 308, 399])('by %i is not followed', async status => {
    const receiver = started(
      await httpReceiver((_, response) => {
        const location = 'http://169.254.169.254/latest/meta-data/';
        response.writeHead(status, { location, refresh: `0;url=${location}`, 'alt-svc': 'h2="127.0.0.1:1"' });
        response.end();
      }),
    );
    const before = connections.count();
    expect(await callerOf().post(`http://127.0.0.1:${receiver.port}/`)).toMatchObject({
      status,
      error: 'redirect',
      errorDetail: 'the answer is a redirect, and redirects are not followed',
    });
    expect(connections.count() - before).toBe(1);
  });
});

describe("Lambda's Runtime API", () => {
  it.each(['http://127.0.0.1:9001/', 'http://[::1]:9001/', 'http://localhost:9001/', 'http://0.0.0.0:9001/'])(
    '%s is closed even where loopback is open',
    async url => {
      const open = new AddressPolicy(['127.0.0.0/8', '::1/128', '0.0.0.0/8']);
      const before = connections.count();
      expect((await callerOf({ policy: open }).post(url)).error).toBe('address-blocked');
      expect(connections.count() - before).toBe(0);
    },
  );

  it('is closed behind a name too', async () => {
    const open = new AddressPolicy(['127.0.0.0/8']);
    const before = connections.count();
    const { post } = callerOf({ policy: open, resolver: changing('127.0.0.1') });
    expect(await post('https://runtime.example.com:9001/')).toMatchObject({
      error: 'address-blocked',
      errorDetail: "the host name resolves to an address that is not public (Lambda's Runtime API)",
    });
    expect(connections.count() - before).toBe(0);
  });
});
