import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { caresResolver } from '../../../functions/adapters/cares-resolver.ts';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';
import { literalAttacks } from '../../attack/literal-attacks.ts';
import { nameAttacks, nowhereAttacks, silentNameServer, zoneOf } from '../../attack/name-attacks.ts';
import addresses from '../../fixtures/addresses/addresses.json' with { type: 'json' };
import { type DnsServer, startDnsServer } from '../../support/dns-server.ts';
import { countOutgoingConnections } from '../../support/outgoing-connections.ts';
import { httpReceiver } from './support/receivers.ts';
import { callerOf, closeAll, dns, started } from './support/webhook-caller.ts';

const connections = countOutgoingConnections();
afterAll(() => connections.stop());
afterEach(closeAll);

const policy = new AddressPolicy();
const refused = addresses.addresses.filter(({ allowed }) => !allowed).map(({ address }) => address);

/** The attempt, and how many sockets were opened for it. */
async function attack(url: string, options: Parameters<typeof callerOf>[0], timeoutMs = 5000) {
  const before = connections.count();
  const attempt = await callerOf({ policy, ...options }).post(url, { timeoutMs });
  return { ...attempt, opened: connections.count() - before };
}

const nothing = { status: null, responseBody: null, retryAfter: null, certificateExpiresAt: null, opened: 0 };

it('the count of connections sees what is opened', async () => {
  const receiver = started(await httpReceiver((_, response) => response.end()));
  const url = `http://127.0.0.1:${receiver.port}/`;
  const open = new AddressPolicy(['127.0.0.0/8']);
  expect(await attack(url, { policy: open })).toMatchObject({ status: 200, opened: 1 });
});

describe('a URL', () => {
  it.each(literalAttacks)('$name ($url) is never dialled', async ({ url, reason }) => {
    const attempt = await attack(url, {});
    expect(attempt).toMatchObject({ ...nothing, error: 'address-blocked', errorDetail: reason });
  });

  it.each(refused)('of %s is never dialled', async address => {
    const attempt = await attack(`https://${address.includes(':') ? `[${address}]` : address}/`, {});
    expect(attempt).toMatchObject({ ...nothing, error: 'address-blocked' });
  });
});

describe('a name', () => {
  it.each([...refused, '0x7f.0.0.1', '127.1', '2130706433', '010.0.0.1', 'fe80::1%eth0', ''])(
    'that resolves to %s is never dialled, whoever else it resolves to',
    async address => {
      const isIpv6 = address.includes(':');
      const good = isIpv6 ? '2001:4860:4860::8888' : '8.8.8.8';
      for (const all of [[address], [good, address], [address, good]]) {
        const resolver = dns({ 'name.example.com': all });
        expect(await attack('https://name.example.com/', { resolver })).toMatchObject({
          ...nothing,
          error: 'address-blocked',
          errorDetail: expect.stringMatching(/^the host name resolves to an address that is not public \(/),
        });
      }
    },
  );
});

describe('a name server', () => {
  let server: DnsServer;
  beforeAll(async () => {
    server = await startDnsServer({
      ...zoneOf([...nameAttacks, ...nowhereAttacks, silentNameServer]),
      'good.example': { a: ['127.0.0.1'] },
    });
  });
  afterAll(() => server.close());

  it.each([...nameAttacks, ...nowhereAttacks])(
    'with a $name gets nobody dialled',
    async ({ host, error, errorDetail }) => {
      const resolver = caresResolver([server.address]);
      const attempt = await attack(`https://${host}/`, { resolver });
      expect(attempt).toMatchObject({ ...nothing, error, errorDetail });
      expect(server.asked).toContain(`A ${host}`);
    },
  );

  it('that never answers costs only its own call, and is asked once for many', async () => {
    const receiver = started(await httpReceiver((_, response) => response.end('good')));
    const open = new AddressPolicy(['127.0.0.0/8']);
    const { post } = callerOf({ policy: open, resolver: caresResolver([server.address]) });
    const { host, error, errorDetail } = silentNameServer;
    const silent = Array.from({ length: 50 }, () => post(`https://${host}/`, { timeoutMs: 300 }));
    const startMs = performance.now();
    // A TLS call to a plain server: that it got there is enough.
    expect((await post(`https://good.example:${receiver.port}/`)).error).toBe('tls');
    expect(performance.now() - startMs).toBeLessThan(250);
    for (const attempt of await Promise.all(silent)) expect(attempt).toMatchObject({ error, errorDetail });
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect(server.asked.filter(query => query === `A ${host}`)).toHaveLength(1);
  });
});
