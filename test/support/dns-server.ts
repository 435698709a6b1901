import { createSocket } from 'node:dgram';

/** What a name server says of a name; nothing at all: that it does not exist. */
export interface DnsAnswer {
  /** IPv4 addresses. */
  readonly a?: readonly string[];
  /** IPv6 addresses, as 32 hexadecimal digits or with every group written out. */
  readonly aaaa?: readonly string[];
  /** Names that lead to the addresses, one after the other. */
  readonly cnames?: readonly string[];
  /** Seconds. @default 30 */
  readonly ttl?: number;
  /** 2: server failure, 3: no such name, 5: refused. @default 0 */
  readonly code?: number;
  /** The query is not answered. */
  readonly silent?: boolean;
}

/** By name; a function is told how often the name was asked for before. */
export type DnsZone = Readonly<Record<string, DnsAnswer | ((asked: number) => DnsAnswer)>>;

export interface DnsServer {
  /** As `nameServers` wants it. */
  readonly address: string;
  /** Queries so far, as `A name`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const types = { A: 1, CNAME: 5, AAAA: 28 };
const noSuchName = 3;

/** https://www.rfc-editor.org/rfc/rfc1035#section-3.1 */
function encodeName(name: string): Buffer {
  const labels = name
    .split('.')
    .map(label => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  // c-ares mixes upper and lower case, so that answers are harder to forge.
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1.3 */
function record(owner: Buffer, type: number, ttl: number, data: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(ttl, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, head, data]);
}

function bytesOf(address: string): Buffer {
  if (address.includes('.')) return Buffer.from(address.split('.').map(Number));
  const groups = address.includes(':') ? address.split(':').map(group => group.padStart(4, '0')) : [address];
  return Buffer.from(groups.join(''), 'hex');
}

function respond(query: Buffer, answer: DnsAnswer): Buffer {
  const { type, end } = readQuestion(query);
  const { a = [], aaaa = [], cnames = [], ttl = 30, code = 0 } = answer;
  const addresses = type === types.A ? a : type === types.AAAA ? aaaa : [];
  const pointerToQuestion = Buffer.from([0xc0, 12]);
  const owners = [pointerToQuestion, ...cnames.map(encodeName)];
  const records = [
    ...cnames.map((name, index) =>
      record(owners[index] ?? pointerToQuestion, types.CNAME, ttl, encodeName(name)),
    ),
    ...addresses.map(address => record(owners.at(-1) ?? pointerToQuestion, type, ttl, bytesOf(address))),
  ];
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, query.subarray(12, end), ...records]);
}

/** A name server on this machine (UDP). */
export async function startDnsServer(zone: DnsZone): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, { port }) => {
    const { name, type } = readQuestion(query);
    const before = asked.filter(one => one.endsWith(` ${name}`)).length;
    asked.push(`${type === types.AAAA ? 'AAAA' : 'A'} ${name}`);
    const found = zone[name];
    const answer = (typeof found === 'function' ? found(before) : found) ?? { code: noSuchName };
    if (answer.silent !== true) socket.send(respond(query, answer), port, '127.0.0.1');
  });
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  };
}
