import { expect, it } from 'vitest';
import { fingerprintOf, openAnswer, sealAnswer } from '../../../functions/domain/kept-answer.ts';

const name = { keyId: 'key_1', operationId: 'createWebhook', idempotencyKey: 'k' };
const of = { name, fingerprint: 'f' };
const iv = new Uint8Array(12).fill(7);
const answer = { status: 201, headers: { location: '/v1/webhooks/whk_1' }, body: '{"secret":"whsec_ä"}' };
const sealed = sealAnswer(answer, 'fhk_key', of, iv);

it('opens what it has sealed, with a body and without', () => {
  expect(openAnswer(sealed, 'fhk_key', of)).toEqual(answer);
  const bare = { status: 204, headers: {}, body: undefined };
  expect(openAnswer(sealAnswer(bare, 'fhk_key', of, iv), 'fhk_key', of)).toEqual(bare);
});

it.each([
  ['another API key', 'fhk_other', of],
  ['another key id', 'fhk_key', { ...of, name: { ...name, keyId: 'key_2' } }],
  ['another operation', 'fhk_key', { ...of, name: { ...name, operationId: 'rotateSecret' } }],
  ['another name', 'fhk_key', { ...of, name: { ...name, idempotencyKey: 'k2' } }],
  ['another request', 'fhk_key', { ...of, fingerprint: 'g' }],
])('opens nothing for %s', (_, key, request) => {
  expect(() => openAnswer(sealed, key, request)).toThrow();
});

it('opens nothing that was altered', () => {
  for (const index of [0, 12, sealed.length - 1]) {
    const altered = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
    expect(() => openAnswer(altered, 'fhk_key', of)).toThrow();
  }
});

it('tells requests apart by key, path and bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const fingerprints = [
    fingerprintOf('fhk_key', '/a', bytes('b')),
    fingerprintOf('fhk_other', '/a', bytes('b')),
    fingerprintOf('fhk_key', '/b', bytes('b')),
    fingerprintOf('fhk_key', '/a', bytes('b ')),
    fingerprintOf('fhk_key', '/ab', bytes('')),
  ];
  expect(new Set(fingerprints).size).toBe(5);
  expect(fingerprintOf('fhk_key', '/a', bytes('b'))).toBe(fingerprints[0]);
});
