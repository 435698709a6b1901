import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { AddressPolicy } from '../../functions/domain/address-policy.ts';
import { parseAddress, parseNetwork } from '../../functions/domain/ip-address.ts';

const corpus = z
  .object({
    addresses: z.array(z.object({ address: z.string(), allowed: z.boolean(), why: z.string() })),
    urls: z.array(z.object({ url: z.string(), allowed: z.boolean(), why: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/addresses/addresses.json', import.meta.url), 'utf8')));

const policy = new AddressPolicy();
const local = new AddressPolicy(['127.0.0.0/8', '::1/128', '10.1.0.0/16']);

describe('addresses', () => {
  it.each(corpus.addresses)('$address ($why) is allowed: $allowed', ({ address, allowed }) => {
    expect(policy.checkAddress(address).allowed).toBe(allowed);
  });

  it.each([
    ['8.8.8.8', true],
    ['192.0.1.1', true],
    ['100.63.255.255', true],
    ['100.128.0.0', true],
    ['172.15.255.255', true],
    ['172.32.0.0', true],
    ['223.255.255.255', true],
    ['198.19.255.255', false],
    ['2001:200::1', true],
    ['2001:1ff:ffff::1', false],
    ['2606:4700::1:5efe:7f00:1', true],
    ['2606:4700::5efe:7f00:1', false],
    ['2606:4700::200:5efe:7f00:1', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b:1::1', false],
    ['010.0.0.1', false],
    ['127.1', false],
    ['0x7f.0.0.1', false],
    ['1.2.3.4.5', false],
    ['256.1.1.1', false],
    ['fe80::1%eth0', false],
    ['2606:4700::1%eth0', false],
    ['example.com', false],
    ['', false],
  ])('%s is allowed: %s', (address, allowed) => {
    expect(policy.checkAddress(address).allowed).toBe(allowed);
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['10.1.255.255', true],
    ['10.2.0.0', false],
    ['::ffff:127.0.0.1', false],
    ['::7f00:1', false],
  ])('with opened networks %s is allowed: %s', (address, allowed) => {
    expect(local.checkAddress(address).allowed).toBe(allowed);
  });

  it.each([
    ['127.0.0.1', 'none'],
    ['10.0.0.1', 'none'],
    ['::1', 'none'],
    ['fd12::1', 'none'],
    ['224.0.0.1', 'none'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fd00:ec2::254', 'instance metadata'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:0:127.0.0.1', 'IPv4-translated'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['64:ff9b::127.0.0.1', 'NAT64'],
    ['64:ff9b:1::1', 'NAT64'],
    ['2001::1', 'Teredo'],
    ['2002:7f00:1::', '6to4'],
    ['fd12::5efe:127.0.0.1', 'ISATAP'],
  ])('with everything opened, %s has against it: %s', (address, meaning) => {
    const verdict = new AddressPolicy(['0.0.0.0/0', '::/0']).checkAddress(address);
    expect(verdict.allowed ? 'none' : verdict.meaning).toBe(meaning);
  });

  it('closes the Runtime API of Lambda on every address of this machine, and no other port', () => {
    const open = new AddressPolicy(['0.0.0.0/0', '::/0']);
    const verdicts = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '::1', '::'].map(address => [
      open.checkAddress(address, 9001).allowed,
      open.checkAddress(address, 9002).allowed,
    ]);
    expect(verdicts).toEqual(Array<boolean[]>(5).fill([false, true]));
    expect(open.checkAddress('10.0.0.1', 9001).allowed).toBe(true);
  });

  it('says why', () => {
    expect(policy.checkAddress('169.254.169.254')).toEqual({
      allowed: false,
      reason: '169.254.169.254 is not public (link-local)',
      meaning: 'link-local',
    });
  });
});

describe('URLs', () => {
  it.each(corpus.urls)('$url ($why) is allowed: $allowed', ({ url, allowed }) => {
    expect(policy.checkUrl(url).allowed).toBe(allowed);
  });

  it.each([
    ['https://example.com/in?x=1', true],
    ['https://example.com:8443/', true],
    ['https://example.com:1024/', true],
    ['https://example.com:22/', false],
    ['https://example.com:80/', false],
    ['https://example.com:6667/', false],
    ['https://example.com./', false],
    ['https://intranet/', false],
    ['https://a.localhost/', false],
    ['https://8.8.8.8/', true],
    ['https://[2001:4860:4860::8888]/', true],
    ['https://[::ffff:8.8.8.8]/', false],
    ['http://8.8.8.8/', false],
    ['https://user@example.com/', false],
    ['https://:pw@example.com/', false],
    ['javascript:alert(1)', false],
    ['//example.com/', false],
    ['', false],
  ])('%s is allowed: %s', (url, allowed) => {
    expect(policy.checkUrl(url).allowed).toBe(allowed);
  });

  it.each([
    ['http://127.0.0.1:3000/in', true],
    ['http://2130706433:3000/in', true],
    ['http://[::1]:3000/', true],
    ['http://localhost:22/', true],
    ['http://shop.localhost:3000/', true],
    ['http://10.1.2.3/', true],
    ['http://10.2.2.3/', false],
    ['http://example.com/', false],
    ['http://[::ffff:7f00:1]:3000/', false],
    ['ftp://127.0.0.1/', false],
    ['http://user@127.0.0.1/', false],
  ])('with opened networks %s is allowed: %s', (url, allowed) => {
    expect(local.checkUrl(url).allowed).toBe(allowed);
  });

  it('gives the URL as it will be called', () => {
    const verdict = policy.checkUrl('HTTPS://Example.COM:443/a b');
    expect(verdict.allowed && verdict.url.href).toBe('https://example.com/a%20b');
  });
});

describe('spellings', () => {
  it.each([
    ['::', Array(16).fill(0)],
    ['1:2:3:4:5:6:7:8', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]],
    ['1::8', [0, 1, ...Array(13).fill(0), 8]],
    ['::1.2.3.4', [...Array(12).fill(0), 1, 2, 3, 4]],
  ])('%s', (text, bytes) => expect(parseAddress(text)).toEqual(bytes));

  it.each([
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    '1.2.3.4::',
    '::1.2.3',
    '::g',
  ])('%s is none', text => expect(parseAddress(text)).toBeUndefined());

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/8/8', '::/129', 'x/8', ''])(
    '%s is no network',
    text => expect(() => parseNetwork(text)).toThrow(RangeError),
  );
});
