/** A webhook that nobody may set up, and what the API says of it. */
export interface SetupAttack {
  readonly name: string;
  /** Members beside those of a webhook that is fine. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly pointer: string;
  readonly reason: string;
}

const rewritten =
  'White space, control or invisible characters and backslashes are not allowed: write them percent-encoded (a space is %20), or leave them out.';
const notVisible = 'Must be visible ASCII characters, with spaces only between them.';

const url = (name: string, text: string): SetupAttack => ({
  name,
  members: { url: text },
  pointer: '/url',
  reason: rewritten,
});
const header = (name: string, header: string, value: string, reason: string): SetupAttack => ({
  name,
  members: { headers: { [header]: value } },
  pointer: `/headers/${header}`,
  reason,
});

/** What the URL parser would turn into another URL, and what would turn one request into two. */
export const setupAttacks: readonly SetupAttack[] = [
  url('backslash before a user name', 'https://example.com\\@127.0.0.1/'),
  url('tab in the host', 'https://exam\tple.com/'),
  url('line end in the path', 'https://example.com/\r\nhost: 127.0.0.1'),
  url('text turned around', 'https://example.com/\u202egpj.exe'),
  url('soft hyphen in the host', 'https://exam\u00adple.com/'),
  header('line end in a header', 'x-tenant', 'a\r\nhost: 127.0.0.1', notVisible),
  header('escape sequence in a header', 'x-tenant', '\u001b[2J', notVisible),
  header('host of another', 'host', '127.0.0.1', 'host cannot be set: it is taken from the URL.'),
  header(
    'second length',
    'content-length',
    '0',
    'content-length cannot be set: it says what the body is, which the format decides.',
  ),
  header(
    'chunks',
    'transfer-encoding',
    'chunked',
    'transfer-encoding cannot be set: it belongs to the connection, not to the call.',
  ),
  header(
    'key of a metadata service',
    'x-aws-ec2-metadata-token',
    'x',
    'x-aws-ec2-metadata-token cannot be set: it is for clouds themselves.',
  ),
  header(
    'compressed answers',
    'accept-encoding',
    'gzip',
    'accept-encoding cannot be set: it would let answers come compressed, so that nobody could read them.',
  ),
];
