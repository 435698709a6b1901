import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlCommand, shellWord } from '../../../../console/src/deliveries/curl-command.ts';
import { visibleJson, visibleText } from '../../../../console/src/deliveries/visible-json.ts';

const hostile = [
  `'; touch /tmp/owned; '`,
  '$(id) `id` $HOME !! \\ " %s',
  '@/etc/passwd',
  '-o /etc/passwd',
  "it's\na line\r\n\ttab",
  '\u007f\u0085\u2028\u202e\u200f\u2066\ufeff',
  'END_OF_BODY\nEND_OF_BODY',
  '«Задача» 😀',
];

/** What a shell passes on: the command runs with a curl that prints its arguments and what it reads. */
function runs(command: string): { readonly args: readonly string[]; readonly input: string } {
  const fake = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\0'; case "$*" in *"@-"*) cat;; esac; }`;
  const output = execFileSync('sh', { encoding: 'utf8', input: `${fake}\n${command}\n` });
  const [args = '', input = ''] = output.split('\0\0');
  return { args: args.split('\0'), input };
}

describe('the curl command', () => {
  it('is one word of the shell a line', () => {
    const command = curlCommand({
      url: 'https://example.com/in?a=1&b=2',
      headers: { 'content-type': 'application/json', 'webhook-id': 'dlv_1' },
      body: '{"type":"A","data":{}}',
    });
    expect(command).toBe(
      [
        'curl \\',
        '  --include \\',
        '  --globoff \\',
        `  --header 'content-type: application/json' \\`,
        `  --header 'webhook-id: dlv_1' \\`,
        `  --data-raw '{"type":"A","data":{}}' \\`,
        `  --url 'https://example.com/in?a=1&b=2'`,
      ].join('\n'),
    );
  });

  it('posts what the webhook sends, with names for the values that are not shown', () => {
    const command = curlCommand({
      url: 'https://example.com/in',
      headers: { authorization: null, 'content-type': 'application/json', 'webhook-signature': null },
      body: '{"text":"it\'s"}',
    });
    expect(runs(command).args).toEqual([
      '--include',
      '--globoff',
      '--header',
      'authorization: <authorization>',
      '--header',
      'content-type: application/json',
      '--header',
      'webhook-signature: <webhook-signature>',
      '--data-raw',
      '{"text":"it\'s"}',
      '--url',
      'https://example.com/in',
    ]);
  });

  it('passes a long body of several lines on', () => {
    const body = JSON.stringify({ text: 'END_OF_BODY\n'.repeat(20_000) }, null, 2);
    const { input } = runs(curlCommand({ url: 'https://example.com/', headers: {}, body }));
    expect(input).toBe(`${body}\n`);
  });

  it.each(hostile)('is nothing but text to a shell: %j', text => {
    const url = `https://example.com/?${text}`;
    const { args } = runs(curlCommand({ url, headers: {}, body: JSON.stringify({ [text]: text }) }));
    expect(args.slice(-4, -3)).toEqual(['--data-raw']);
    expect(JSON.parse(args.at(-3) ?? '')).toEqual({ [text]: text });
    expect(args.slice(-2)).toEqual(['--url', url]);
  });

  it('passes a body on that is too long for an argument', () => {
    const text = hostile.join('').repeat(1_000);
    const command = curlCommand({ url: 'https://example.com/', headers: {}, body: JSON.stringify({ text }) });
    const { args, input } = runs(command);
    expect(args.slice(-4)).toEqual(['--data-binary', '@-', '--url', 'https://example.com/']);
    expect(JSON.parse(input)).toEqual({ text });
  });

  it('quotes words', () => {
    expect(shellWord(`a'b''c`)).toBe(`'a'\\''b'\\'''\\''c'`);
    expect(shellWord('')).toBe(`''`);
  });
});

describe('JSON that is shown', () => {
  it('has escapes for what cannot be seen, and is the same JSON', () => {
    const text = JSON.stringify('a\u007f\u0085\u2028\u202e\ufeffé😀');
    expect(visibleJson(text)).toBe('"a\\u007f\\u0085\\u2028\\u202e\\ufeffé😀"');
    expect(JSON.parse(visibleJson(text))).toBe(JSON.parse(text));
  });
  it('keeps of a text the marks that emoji and other scripts need', () => {
    expect(visibleText('👨\u200d👩\u200d👧 שלום\u200f\n\t\u007f\u0000\u2067')).toBe(
      '👨\u200d👩\u200d👧 שלום\u200f\n\t\\u007f\\u0000\\u2067',
    );
  });
});
