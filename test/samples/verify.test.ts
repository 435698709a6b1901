import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { signStandard } from '../../functions/domain/signature.ts';
import vectors from '../fixtures/signatures/vectors.json' with { type: 'json' };

const [vector] = vectors;
const { secret = '', id = '', timestamp = 0, body = '', signature = '' } = vector ?? {};
const other = 'whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=';
const sign = (value: string, at: number, text: string) => signStandard([{ value }], id, at, text);
const headers = (changes: Record<string, string> = {}, without?: string) => {
  const all = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
  return Object.fromEntries(Object.entries({ ...all, ...changes }).filter(([name]) => name !== without));
};
const at = (seconds: number) =>
  headers({ 'webhook-timestamp': String(seconds), 'webhook-signature': sign(secret, seconds, body) });
const text = '{"title":"Größe 😀"}';

const cases: [what: string, isGood: boolean, given: Record<string, string>, body: string][] = [
  ["the specification's own example", true, headers(), body],
  ['a body beyond ASCII', true, headers({ 'webhook-signature': sign(secret, timestamp, text) }), text],
  ['an empty body', true, headers({ 'webhook-signature': sign(secret, timestamp, '') }), ''],
  [
    'the second of two signatures',
    true,
    headers({ 'webhook-signature': `${sign(other, timestamp, body)} ${signature}` }),
    body,
  ],
  [
    'a signature of another scheme beside',
    true,
    headers({ 'webhook-signature': `v1a,AAAA ${signature}` }),
    body,
  ],
  ['five minutes ago', true, at(timestamp - 300), body],
  ['more than five minutes ago', false, at(timestamp - 301), body],
  ['more than five minutes ahead', false, at(timestamp + 301), body],
  ['another secret', false, headers({ 'webhook-signature': sign(other, timestamp, body) }), body],
  ['another body', false, headers(), `${body} `],
  ['another id', false, headers({ 'webhook-id': 'msg_other' }), body],
  ['another time', false, headers({ 'webhook-timestamp': String(timestamp + 1) }), body],
  ['the digest without its scheme', false, headers({ 'webhook-signature': signature.slice(3) }), body],
  ['the beginning of a signature', false, headers({ 'webhook-signature': signature.slice(0, -1) }), body],
  ['an empty signature', false, headers({ 'webhook-signature': '' }), body],
  ['a signature beyond ASCII', false, headers({ 'webhook-signature': `v1,${'ä'.repeat(44)}` }), body],
  ['a time that is no number', false, headers({ 'webhook-timestamp': `${timestamp}x` }), body],
  ['a negative time', false, headers({ 'webhook-timestamp': '-1' }), body],
  ['no id', false, headers({}, 'webhook-id'), body],
  ['no time', false, headers({}, 'webhook-timestamp'), body],
  ['no signature', false, headers({}, 'webhook-signature'), body],
];
const input = JSON.stringify({
  secret,
  now: timestamp,
  calls: cases.map(([, , given, bytes]) => ({
    headers: given,
    body: Buffer.from(bytes).toString('base64'),
  })),
});

/** Sample and driver side by side, as the languages want it. */
const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));
const repository = join(import.meta.dirname, '../..');
function folderFor(language: string): string {
  copyFileSync(join(repository, `examples/receivers/verify.${language}`), join(folder, `verify.${language}`));
  copyFileSync(join(import.meta.dirname, `drivers/driver.${language}`), join(folder, `driver.${language}`));
  return folder;
}

it.each([
  ['ts', process.execPath, [join(import.meta.dirname, 'drivers/driver.ts')]],
  ['py', 'python3', ['driver.py']],
  ['go', 'go', ['run', 'verify.go', 'driver.go']],
  ['php', 'php', ['driver.php']],
])('verify.%s takes what is signed and fresh, and nothing else', (language, program, args) => {
  const env = { ...process.env, GOCACHE: join(folder, 'go-build'), GO111MODULE: 'off' };
  const output = execFileSync(program, args, { cwd: folderFor(language), env, input, encoding: 'utf8' });
  const answers: boolean[] = JSON.parse(output);
  expect(cases.map(([what], i) => [what, answers[i]])).toEqual(cases.map(([what, isGood]) => [what, isGood]));
});
