import { describe, expect, it } from 'vitest';
import { explainIssues } from '../../../functions/domain/wire/explain-issues.ts';
import { displayName, platformId } from '../../../functions/domain/wire/text-schemas.ts';
import { urlText } from '../../../functions/domain/wire/url-schema.ts';

function faultOf(schema: typeof displayName, text: string): string | undefined {
  const { error } = schema.safeParse(text);
  return error === undefined ? undefined : explainIssues(schema, text, error.issues)[0]?.detail;
}

const rewritten =
  'White space, control or invisible characters and backslashes are not allowed: write them percent-encoded (a space is %20), or leave them out.';
const label = 'The host name is not valid: each part between dots has 1 to 63 characters.';
const host = 'The host name is too long: at most 253 characters.';
const longest = ['a'.repeat(63), 'b'.repeat(63), 'c'.repeat(63), 'd'.repeat(61)].join('.');

describe('a URL', () => {
  it.each([
    'https://example.com/in?a=b&c=%20#x',
    'HTTPS://Example.COM:8443/%2e%2E/x',
    'https://bücher.example/ü',
    'https://[2606:4700::1111]/',
    `https://${'a'.repeat(63)}.example/`,
    `https://${longest}/`,
    'https://example.com./',
    `https://example.com/${'😀'.repeat(2028)}`,
    // Not for the schema to say: the address policy refuses these.
    'x',
    'ftp://example.com/',
  ])('%j is kept as it is', text => {
    expect(urlText.parse(text)).toBe(text);
  });

  it.each([
    [' https://example.com/', rewritten],
    ['https://example.com/ ', rewritten],
    ['https://example.com/a b', rewritten],
    ['https://exa\tmple.com/', rewritten],
    ['https://example.com/\n', rewritten],
    ['https://example.com/\u0000', rewritten],
    ['https://example.com/\u007f', rewritten],
    ['https://example.com/\u00a0', rewritten],
    ['https://exam\u00adple.com/', rewritten],
    ['https://example.com/\u200b', rewritten],
    ['https://example.com/\u202egpj.exe', rewritten],
    ['https:\\\\example.com\\in', rewritten],
    ['https://example.com\\@internal/', rewritten],
    [`https://${'a'.repeat(64)}.example/`, label],
    [`https://${'ü'.repeat(60)}.example/`, label],
    ['https://a..example/', label],
    [`https://${longest}d/`, host],
    [`https://example.com/${'x'.repeat(2029)}`, 'Must have at most 2048 characters.'],
    ['', 'Must have at least 1 character.'],
  ])('%j is refused', (text, detail) => {
    expect(faultOf(urlText, text)).toBe(detail);
  });
});

const blank = 'A name cannot be blank.';
const invisible =
  'Invisible characters, such as zero-width spaces and marks of direction, are not allowed: two names that look alike must be alike.';

describe('a name', () => {
  it.each([
    ['plain', 'Tasks to CRM'],
    ['of one hundred emoji', '😀'.repeat(100)],
    ['family, by joiners', '👨‍👩‍👧‍👦'],
    ['rainbow flag', '🏳️‍🌈'],
    ['joined with a skin tone', '👩🏽‍🚀 crew'],
    ['flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['flag of a country', '🇩🇪'],
    ['Persian, with a non-joiner', 'می\u200cخواهم'],
    ['Hindi, with a joiner', 'क्\u200dष'],
    ['Arabic', 'المهام'],
    ['Hebrew', 'משימות'],
    ['decomposed', 'Cafe\u0301'],
  ])('%s', (_, text) => {
    expect(displayName.parse(text)).toBe(text);
  });

  it.each([
    ['zero-width spaces only', '\u200b\u200b', blank],
    ['a joiner only', '\u200d', blank],
    ['no-break spaces only', '\u00a0\u3000', blank],
    ['a Hangul filler only', '\u3164', blank],
    ['a blank of Braille only', '\u2800', blank],
    ['a variation selector only', '\ufe0f', blank],
    ['a zero-width space inside', 'Tas\u200bks', invisible],
    ['a soft hyphen', 'Tas\u00adks', invisible],
    ['a byte order mark', '\ufeffTasks', invisible],
    ['an override of direction', 'Tasks \u202egpj.exe', invisible],
    ['an isolate of direction', '\u2066Tasks\u2069', invisible],
    ['a joiner between Latin letters', 'Tas\u200dks', invisible],
    ['a non-joiner at the start', '\u200cTasks', invisible],
    ['a tag without its flag', 'Tasks\u{e0067}\u{e007f}', invisible],
    ['a line separator', 'a\u2028b', 'Control characters and line breaks are not allowed.'],
    ['101 emoji', '😀'.repeat(101), 'Must have at most 100 characters.'],
    ['nothing', '', 'Must have at least 1 character.'],
  ])('with %s is refused', (_, text, detail) => {
    expect(faultOf(displayName, text)).toBe(detail);
  });
});

describe('an id', () => {
  it('has up to 128 characters, however many code units those are', () => {
    expect(platformId.parse('😀'.repeat(128))).toBe('😀'.repeat(128));
    expect(faultOf(platformId, '😀'.repeat(129))).toBe('Must have at most 128 characters.');
    expect(faultOf(platformId, 'x'.repeat(129))).toBe('Must have at most 128 characters.');
    expect(faultOf(platformId, 'x\u0085')).toBe('Control characters are not allowed.');
  });
});
