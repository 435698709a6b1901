import { newApiKey } from '../domain/api-key.ts';
import type { KeyInput, KeyListView, KeyRotationInput } from '../domain/wire/key-schema.ts';
import { createdKeyView, keySetupOf, keyView } from '../domain/wire/key-view.ts';

const input = {
  name: 'Acme’s integrations',
  companies: ['acme'],
  role: 'manager',
  revealSecrets: false,
  expiresAt: '2027-01-01T00:00:00.000Z',
} satisfies KeyInput;

const madeAt = Date.parse('2026-01-07T09:30:00.000Z');
const createdBy = 'key:key_01kebzrd80f9jpgt5m3kxyz0n2';
const { key, text } = newApiKey({ ...keySetupOf(input), createdBy }, madeAt, count =>
  Buffer.alloc(count, 'Acme'),
);
const used = { ...key, lastUsedAt: '2026-01-09T14:05:00.000Z' };

/** By operation id: see `openapi-examples.ts`. */
export const keyExamples = {
  createKey: { request: input, answer: createdKeyView(key, text) },
  listKeys: { answer: { items: [keyView(used)], nextCursor: null } satisfies KeyListView },
  getKey: { answer: keyView(used) },
  rotateKey: {
    request: { overlapHours: 24 } satisfies KeyRotationInput,
    answer: createdKeyView(key, text),
  },
};
