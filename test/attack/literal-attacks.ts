/** A URL that nobody may call, and why. */
export interface LiteralAttack {
  readonly name: string;
  readonly url: string;
  /** What the address policy says of it. */
  readonly reason: string;
  /** What the API says at the creation of a webhook. @default `Not allowed: {reason}.` */
  readonly atCreation?: string;
}

const loopback = '127.0.0.1 is not public (loopback)';
const metadata = '169.254.169.254 is not public (link-local)';
const noUrl = 'this is not a URL';
const noHttps = 'the URL must begin with https://';
const noUser = 'the URL may not hold user name or password';
const localhost = 'localhost is not public (loopback)';
const wrongPart = 'The host name is not valid: each part between dots has 1 to 63 characters.';
const port = (number: number) => `port ${number} is not allowed: use 443 or one from 1024 up`;

export const literalAttacks: readonly LiteralAttack[] = [
  { name: 'loopback', url: 'https://127.0.0.1/', reason: loopback },
  { name: 'loopback, decimal', url: 'https://2130706433/', reason: loopback },
  { name: 'loopback, hexadecimal', url: 'https://0x7f000001/', reason: loopback },
  { name: 'loopback, octal', url: 'https://017700000001/', reason: loopback },
  { name: 'loopback, hexadecimal parts', url: 'https://0x7f.0x0.0x0.0x1/', reason: loopback },
  { name: 'loopback, octal parts', url: 'https://0177.0.0.01/', reason: loopback },
  { name: 'loopback, two parts', url: 'https://127.1/', reason: loopback },
  { name: 'loopback, three parts', url: 'https://127.0.1/', reason: loopback },
  { name: 'loopback, mixed spellings', url: 'https://0x7f.1/', reason: loopback },
  { name: 'loopback, zeros before', url: 'https://127.000.000.001/', reason: loopback },
  { name: 'loopback, dot behind', url: 'https://127.0.0.1./', reason: loopback },
  { name: 'loopback, percent-encoded', url: 'https://%31%32%37.0.0.1/', reason: loopback },
  { name: 'loopback, full-width digits', url: 'https://１２７.０.０.１/', reason: loopback },
  { name: 'loopback, digits in circles', url: 'https://①②⑦.⓪.⓪.①/', reason: loopback },
  { name: 'loopback, ideographic full stops', url: 'https://127。0。0。1/', reason: loopback },
  {
    name: 'loopback, other end',
    url: 'https://127.255.255.254/',
    reason: '127.255.255.254 is not public (loopback)',
  },
  { name: 'an address with too many bits', url: 'https://4294967297/', reason: noUrl },
  {
    name: "Lambda's Runtime API",
    url: 'https://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
    reason: "127.0.0.1 is not public (Lambda's Runtime API)",
  },
  { name: 'unspecified', url: 'https://0.0.0.0/', reason: '0.0.0.0 is not public (this network)' },
  { name: 'unspecified, short', url: 'https://0/', reason: '0.0.0.0 is not public (this network)' },
  { name: 'instance metadata', url: 'https://169.254.169.254/latest/meta-data/', reason: metadata },
  {
    name: 'instance metadata, plain http',
    url: 'http://169.254.169.254/latest/meta-data/',
    reason: metadata,
  },
  { name: 'instance metadata, decimal', url: 'https://2852039166/', reason: metadata },
  {
    name: 'instance metadata, mapped',
    url: 'https://[::ffff:169.254.169.254]/',
    reason: '::ffff:a9fe:a9fe is not public (IPv4-mapped)',
  },
  {
    name: 'instance metadata of IPv6',
    url: 'https://[fd00:ec2::254]/',
    reason: 'fd00:ec2::254 is not public (instance metadata)',
  },
  {
    name: 'credentials of containers',
    url: 'https://169.254.170.2/v2/credentials',
    reason: '169.254.170.2 is not public (link-local)',
  },
  { name: 'private, class A', url: 'https://10.0.0.1/', reason: '10.0.0.1 is not public (private)' },
  {
    name: 'private, class B',
    url: 'https://172.31.255.255/',
    reason: '172.31.255.255 is not public (private)',
  },
  { name: 'private, class C', url: 'https://192.168.1.1/', reason: '192.168.1.1 is not public (private)' },
  {
    name: "carriers' private",
    url: 'https://100.64.0.1/',
    reason: '100.64.0.1 is not public (shared address space)',
  },
  { name: 'multicast', url: 'https://224.0.0.1/', reason: '224.0.0.1 is not public (multicast)' },
  { name: 'broadcast', url: 'https://255.255.255.255/', reason: '255.255.255.255 is not public (reserved)' },
  { name: 'loopback of IPv6', url: 'https://[::1]/', reason: '::1 is not public (loopback)' },
  {
    name: 'loopback of IPv6, written out',
    url: 'https://[0:0:0:0:0:0:0:1]/',
    reason: '::1 is not public (loopback)',
  },
  { name: 'unspecified of IPv6', url: 'https://[::]/', reason: ':: is not public (unspecified)' },
  {
    name: 'mapped loopback',
    url: 'https://[::ffff:127.0.0.1]/',
    reason: '::ffff:7f00:1 is not public (IPv4-mapped)',
  },
  {
    name: 'mapped loopback, hexadecimal',
    url: 'https://[0:0:0:0:0:ffff:7f00:1]/',
    reason: '::ffff:7f00:1 is not public (IPv4-mapped)',
  },
  {
    name: 'compatible loopback',
    url: 'https://[::127.0.0.1]/',
    reason: '::7f00:1 is not public (IPv4-compatible)',
  },
  {
    name: 'translated loopback',
    url: 'https://[::ffff:0:127.0.0.1]/',
    reason: '::ffff:0:7f00:1 is not public (IPv4-translated)',
  },
  {
    name: 'NAT64 of loopback',
    url: 'https://[64:ff9b::7f00:1]/',
    reason: '64:ff9b::7f00:1 is not public (NAT64)',
  },
  {
    name: 'local NAT64 of loopback',
    url: 'https://[64:ff9b:1::7f00:1]/',
    reason: '64:ff9b:1::7f00:1 is not public (NAT64)',
  },
  {
    name: '6to4 of loopback',
    url: 'https://[2002:7f00:1::1]/',
    reason: '2002:7f00:1::1 is not public (6to4)',
  },
  {
    name: 'Teredo of loopback',
    url: 'https://[2001:0:7f00:1::1]/',
    reason: '2001:0:7f00:1::1 is not public (Teredo)',
  },
  {
    name: 'ISATAP of loopback',
    url: 'https://[2606:4700::5efe:7f00:1]/',
    reason: '2606:4700::5efe:7f00:1 is not public (ISATAP)',
  },
  {
    name: 'unique local',
    url: 'https://[fd12:3456::1]/',
    reason: 'fd12:3456::1 is not public (unique local)',
  },
  { name: 'link-local of IPv6', url: 'https://[fe80::1]/', reason: 'fe80::1 is not public (link-local)' },
  { name: 'zone id', url: 'https://[fe80::1%25eth0]/', reason: noUrl },
  { name: 'multicast of IPv6', url: 'https://[ff02::1]/', reason: 'ff02::1 is not public (multicast)' },
  { name: 'localhost', url: 'https://localhost/', reason: localhost },
  { name: 'localhost, capitals', url: 'https://LOCALHOST/', reason: localhost },
  { name: 'localhost, letters in circles', url: 'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', reason: localhost },
  { name: 'localhost, percent-encoded', url: 'https://loc%61lhost/', reason: localhost },
  { name: 'localhost, dot behind', url: 'https://localhost./', reason: 'the host may not end in a dot' },
  { name: 'below localhost', url: 'https://admin.localhost/', reason: localhost },
  {
    name: 'name without a dot',
    url: 'https://intranet/',
    reason: 'the host name has no dot, so it is not public',
  },
  { name: 'name with a dot behind', url: 'https://example.com./', reason: 'the host may not end in a dot' },
  {
    name: 'empty part in front',
    url: 'https://.example.com/',
    reason: 'the host name has an empty part',
    atCreation: wrongPart,
  },
  {
    name: 'empty part within',
    url: 'https://a..example.com/',
    reason: 'the host name has an empty part',
    atCreation: wrongPart,
  },
  { name: 'zero byte in the name', url: 'https://localhost%00.example.com/', reason: noUrl },
  { name: 'user name and password', url: 'https://user:password@example.com/', reason: noUser },
  { name: 'user name that looks like a host', url: 'https://example.com@127.0.0.1/', reason: noUser },
  { name: 'plain http', url: 'http://example.com/', reason: noHttps },
  { name: 'ftp', url: 'ftp://example.com/', reason: noHttps },
  { name: 'file', url: 'file:///etc/passwd', reason: noHttps },
  { name: 'gopher', url: 'gopher://127.0.0.1:6379/_FLUSHALL', reason: noHttps },
  { name: 'data', url: 'data:text/plain,x', reason: noHttps },
  { name: 'port of SSH', url: 'https://example.com:22/', reason: port(22) },
  { name: 'port of mail', url: 'https://example.com:25/', reason: port(25) },
  { name: 'port zero', url: 'https://example.com:0/', reason: port(0) },
  { name: 'port of chat', url: 'https://example.com:6667/', reason: port(6667) },
];
