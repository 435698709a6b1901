import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { createReceivedCalls } from '../../../local/receiver/received-calls.ts';
import { isSignedWith, webhookIdOf } from '../../../local/receiver/verify.ts';

const secret = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
const now = new Date('2026-11-23T12:00:00Z');
const body = Buffer.from('{"type":"TODO_MOVED"}');
const id = 'dlv_01hzzzzzzzzzzzzzzzzzzzzzzz0000001abcdefghjkmnpqr';

function signed(at: Date = now): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body.toString()),
  };
}

const blue = createHmac('sha256', secret).update(body).digest('hex');

it.each([
  ['a right signature', signed(), true],
  [
    'one right among several',
    { ...signed(), 'webhook-signature': `v1,AAAA ${signed()['webhook-signature']}` },
    true,
  ],
  ['a wrong signature', { ...signed(), 'webhook-signature': 'v1,AAAA' }, false],
  ['another id', { ...signed(), 'webhook-id': 'dlv_other' }, false],
  ['no headers', {}, false],
  ['no timestamp', { ...signed(), 'webhook-timestamp': 'soon' }, false],
  ['4 minutes 59 old', signed(new Date(now.getTime() - 299_000)), true],
  ['5 minutes 1 old', signed(new Date(now.getTime() - 301_000)), false],
  ['from the future', signed(new Date(now.getTime() + 301_000)), false],
  ['a right Blue signature', { 'x-signature': blue }, true],
  ['a wrong Blue signature', { ...signed(), 'x-signature': blue.replace(/^./, 'x') }, false],
])('verifies %s', (_, headers: Record<string, string>, expected) => {
  expect(isSignedWith(secret, headers, body, now.getTime())).toBe(expected);
});

it('does not verify another body or secret', () => {
  expect(isSignedWith(secret, signed(), Buffer.from('{}'), now.getTime())).toBe(false);
  expect(isSignedWith('whsec_b3RoZXI=', signed(), body, now.getTime())).toBe(false);
});

it('finds the webhook in the delivery id', () => {
  expect(webhookIdOf({ 'webhook-id': id })).toBe('whk_01hzzzzzzzzzzzzzzzzzzzzzzz');
  expect(webhookIdOf({ 'webhook-id': 'msg_1' })).toBeUndefined();
  expect(webhookIdOf({})).toBeUndefined();
});

it('keeps the newest calls, oldest first', () => {
  const calls = createReceivedCalls(3);
  const seen: string[] = [];
  const unsubscribe = calls.subscribe(call => seen.push(call === 'cleared' ? call : call.body));
  const add = (name: string, text: string) =>
    calls.add({ name, method: 'POST', headers: {}, body: text, verified: null, at: now.toISOString() });
  add('a', '1');
  add('b', '2');
  add('a', '3');
  unsubscribe();
  add('a', '4');
  const bodies = (name: string | undefined, limit: number) => calls.list(name, limit).map(call => call.body);
  expect(bodies(undefined, 1_000)).toEqual(['2', '3', '4']);
  expect(bodies('a', 1_000)).toEqual(['3', '4']);
  expect(bodies(undefined, 2)).toEqual(['3', '4']);
  expect(bodies(undefined, 0)).toEqual([]);
  expect(seen).toEqual(['1', '2', '3']);
  calls.clear();
  expect(bodies(undefined, 1_000)).toEqual([]);
});

it('keeps fewer calls when their bodies are long, and always the newest', () => {
  const calls = createReceivedCalls(10, 8);
  const call = (body: string) => ({ name: 'n', method: 'POST', headers: {}, body, verified: null, at: '' });
  for (const body of ['aaaa', 'bbb', 'cc', 'd']) calls.add(call(body));
  expect(calls.list(undefined, 10).map(({ body }) => body)).toEqual(['bbb', 'cc', 'd']);
  calls.add(call('eeeeeeeeeeee'));
  expect(calls.list(undefined, 10).map(({ body }) => body)).toEqual(['eeeeeeeeeeee']);
  calls.clear();
  for (const body of ['aaaa', 'bbbb']) calls.add(call(body));
  expect(calls.list(undefined, 10)).toHaveLength(2);
});
