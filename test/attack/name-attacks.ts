import type { DnsAnswer, DnsZone } from '../support/dns-server.ts';

/** A host name that is fine to look at, and what it resolves to. */
export interface NameAttack {
  readonly name: string;
  /** ASCII, below `attack.example`. */
  readonly host: string;
  readonly answer: DnsAnswer;
  readonly error: 'address-blocked' | 'dns' | 'timeout';
  readonly errorDetail: string;
}

function resolving(name: string, answer: DnsAnswer, meaning: string, label?: string): NameAttack {
  return {
    name,
    host: `${label ?? name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.attack.example`,
    answer,
    error: 'address-blocked',
    errorDetail: `the host name resolves to an address that is not public (${meaning})`,
  };
}

const publicAddress = '8.8.8.8';

export const nameAttacks: readonly NameAttack[] = [
  resolving('name of loopback', { a: ['127.0.0.1'] }, 'loopback'),
  resolving('name of private', { a: ['10.0.0.1'] }, 'private'),
  resolving('name of the metadata service', { a: ['169.254.169.254'] }, 'link-local'),
  resolving('name of the shared address space', { a: ['100.64.0.1'] }, 'shared address space'),
  resolving('name of the unspecified address', { a: ['0.0.0.0'] }, 'this network'),
  resolving('name of multicast', { a: ['224.0.0.1'] }, 'multicast'),
  resolving('name of broadcast', { a: ['255.255.255.255'] }, 'reserved'),
  resolving('IPv6 name of loopback', { aaaa: ['0:0:0:0:0:0:0:1'] }, 'loopback'),
  resolving('IPv6 name of unique local', { aaaa: ['fd12:3456:0:0:0:0:0:1'] }, 'unique local'),
  resolving('IPv6 name of the metadata service', { aaaa: ['fd00:ec2:0:0:0:0:0:254'] }, 'instance metadata'),
  resolving('IPv6 name of mapped loopback', { aaaa: ['0:0:0:0:0:ffff:7f00:1'] }, 'IPv4-mapped'),
  resolving('IPv6 name of NAT64', { aaaa: ['64:ff9b:0:0:0:0:a9fe:a9fe'] }, 'NAT64'),
  resolving('IPv6 name of 6to4', { aaaa: ['2002:a9fe:a9fe:0:0:0:0:1'] }, '6to4'),
  resolving('IPv6 name of Teredo', { aaaa: ['2001:0:7f00:1:0:0:0:1'] }, 'Teredo'),
  resolving('IPv6 name of ISATAP', { aaaa: ['2606:4700:0:0:0:5efe:7f00:1'] }, 'ISATAP'),
  resolving('good address first, bad one last', { a: [publicAddress, '192.168.0.1'] }, 'private'),
  resolving('bad address first, good one last', { a: ['127.0.0.1', publicAddress] }, 'loopback'),
  resolving(
    'seventeenth address is bad',
    { a: [...Array<string>(16).fill(publicAddress), '10.0.0.1'] },
    'private',
  ),
  resolving(
    'chain of aliases to loopback',
    { cnames: ['one.attack.example', 'two.attack.example'], a: ['127.0.0.1'] },
    'loopback',
  ),
  resolving('alias of localhost', { cnames: ['localhost'], a: ['127.0.0.1'] }, 'loopback'),
  resolving('answer that lives no second', { a: ['127.0.0.1'], ttl: 0 }, 'loopback'),
  // A Cyrillic homograph of paypal.
  resolving('homograph', { a: ['10.0.0.1'] }, 'private', 'xn--80aa0cbo65f'),
  resolving('name that looks like an address', { a: ['127.0.0.1'] }, 'loopback', '127.0.0.1'),
];

/** They lead nowhere at all. */
export const nowhereAttacks: readonly NameAttack[] = [
  {
    name: 'name that does not exist',
    host: 'nowhere.attack.example',
    answer: { code: 3 },
    error: 'dns',
    errorDetail: 'the host name does not exist (ENOTFOUND)',
  },
  {
    name: 'name without addresses',
    host: 'empty.attack.example',
    answer: {},
    error: 'dns',
    errorDetail: 'the host name has no address (ENODATA)',
  },
  {
    name: 'name server that fails',
    host: 'broken.attack.example',
    answer: { code: 2 },
    error: 'dns',
    errorDetail: 'the name servers of the host failed (ESERVFAIL)',
  },
];

/** Costs its call the whole time it has. */
export const silentNameServer: NameAttack = {
  name: 'name server that never answers',
  host: 'silent.attack.example',
  answer: { silent: true },
  error: 'timeout',
  errorDetail: 'the host name was not resolved in time',
};

/** Fine at first, where loopback is open; the metadata service from then on. */
export const rebindingHost = 'rebinding.attack.example';
export const rebindingZone: DnsZone = {
  [rebindingHost]: asked => ({ a: [asked === 0 ? '127.0.0.1' : '169.254.169.254'], ttl: 0 }),
};

export function zoneOf(attacks: readonly NameAttack[]): DnsZone {
  return Object.fromEntries(attacks.map(({ host, answer }) => [host, answer]));
}
