import { describe, expect, it } from 'vitest';
import { type AddressRecord, GuardedLookup } from '../../../functions/adapters/guarded-lookup.ts';
import { AddressPolicy } from '../../../functions/domain/address-policy.ts';

type Answer = readonly AddressRecord[] | 'ENOTFOUND' | 'ENODATA' | 'ETIMEOUT';

function setUp(a: Answer, aaaa: Answer = 'ENODATA', allowedNetworks: readonly string[] = []) {
  const asked: string[] = [];
  let nowMs = 0;
  const ask = (type: string, answer: Answer) => async () => {
    asked.push(type);
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer });
    return answer;
  };
  const lookup = new GuardedLookup({
    policy: new AddressPolicy(allowedNetworks),
    resolver: { resolve4: ask('A', a), resolve6: ask('AAAA', aaaa) },
    now: () => nowMs,
  });
  return {
    lookup,
    asked,
    find: (host = 'example.com') => lookup.addressesOf(host),
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

const record = (address: string, ttl = 30): AddressRecord => ({ address, ttl });
const public4 = record('8.8.8.8');
const public6 = record('2001:4860:4860::8888');

describe('names', () => {
  it('have their A records, and AAAA records only without one', async () => {
    const both = setUp([public4], [public6]);
    expect(await both.find()).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(both.asked).toEqual(['A']);
    expect(await setUp('ENODATA', [public6]).find()).toEqual([
      { address: '2001:4860:4860::8888', family: 6 },
    ]);
  });

  it.each<[Answer, Answer, string]>([
    ['ENOTFOUND', 'ENOTFOUND', 'dns'],
    ['ENODATA', 'ENODATA', 'dns'],
    ['ETIMEOUT', [public6], 'dns'],
    [[], [], 'dns'],
    [[record('127.0.0.1')], [], 'address-blocked'],
    [[public4, record('10.0.0.1')], [], 'address-blocked'],
    ['ENODATA', [public6, record('::1')], 'address-blocked'],
  ])('with A %j and AAAA %j fail as %s', async (a, aaaa, reason) => {
    await expect(setUp(a, aaaa).find()).rejects.toMatchObject({ reason });
  });

  it.each([
    [0, 999, 1000],
    [30, 29_999, 30_000],
    [86_400, 59_999, 60_000],
  ])('with a TTL of %s s are known for %s ms and asked again after %s', async (ttl, knownMs, againMs) => {
    const { find, asked, pass } = setUp([record('8.8.8.8', ttl)]);
    await find();
    pass(knownMs);
    await find();
    expect(asked).toEqual(['A']);
    pass(againMs - knownMs);
    await find();
    expect(asked).toEqual(['A', 'A']);
  });

  it('are known a thousand at a time, the one asked for longest ago goes first', async () => {
    const { find, asked } = setUp([public4]);
    for (let n = 0; n < 1000; n++) await find(`n${n}.example.com`);
    await find('n0.example.com');
    expect(asked.length).toBe(1000);
    await find('n1000.example.com');
    await find('n1.example.com');
    expect(asked.length).toBe(1001);
    await find('n0.example.com');
    expect(asked.length).toBe(1002);
  });

  it('have 16 addresses at most; more are vetted, not kept', async () => {
    const many = Array.from({ length: 20 }, (_, index) => record(`8.8.8.${index}`));
    expect((await setUp(many).find()).map(({ address }) => address)).toEqual(
      many.slice(0, 16).map(({ address }) => address),
    );
    const last = setUp([...many, record('10.0.0.1')]);
    await expect(last.find()).rejects.toMatchObject({ reason: 'address-blocked' });
  });

  it('are asked for once by many at the same time', async () => {
    const { find, asked } = setUp([public4]);
    await Promise.all([find(), find(), find()]);
    expect(asked).toEqual(['A']);
  });
});

describe('localhost', () => {
  it.each([
    [
      ['127.0.0.0/8', '::1/128'],
      [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ],
    ],
    [['127.0.0.0/8'], [{ address: '127.0.0.1', family: 4 }]],
  ])('with %j open is answered without DNS', async (networks, addresses) => {
    const { find, asked } = setUp('ENOTFOUND', 'ENOTFOUND', networks);
    expect(await find('localhost')).toEqual(addresses);
    expect(await find('shop.localhost')).toEqual(addresses);
    expect(asked).toEqual([]);
  });

  it('is blocked otherwise', async () => {
    await expect(setUp([public4]).find('localhost')).rejects.toMatchObject({ reason: 'address-blocked' });
  });
});

describe('as the lookup of a socket', () => {
  const ask = (options: { all?: boolean; family?: number }) =>
    new Promise(resolve => {
      setUp([public4, record('1.1.1.1')]).lookup.lookupFor(443)(
        'example.com',
        options,
        (error, address, family) =>
          resolve(error === null ? [address, family] : Reflect.get(error, 'reason')),
      );
    });

  it('gives one address or all of them', async () => {
    expect(await ask({})).toEqual(['8.8.8.8', 4]);
    expect(await ask({ family: 4 })).toEqual(['8.8.8.8', 4]);
    expect(await ask({ family: 6 })).toBe('dns');
    const all = [
      { address: '8.8.8.8', family: 4 },
      { address: '1.1.1.1', family: 4 },
    ];
    expect(await ask({ all: true })).toEqual([all, undefined]);
  });
});
