import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../functions/domain/credentials.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { memorySealed } from '../../support/memory-vault.ts';
import { acmeFilter, credentials, webhookState } from '../../support/webhook-state.ts';
import { given, webhookId } from './memory-fixtures.ts';

const path = `/v1/webhooks/${webhookId}`;
const secrets = `${path}/secrets`;
const whsec = (byte: number, length = 32) => `whsec_${Buffer.alloc(length, byte).toString('base64')}`;
const [{ value: old } = { value: '' }] = credentials.secrets;
const at = (ms: number) => new Date(Date.parse('2026-01-01T00:00:00.000Z') + ms).toISOString();
const dayMs = 86_400_000;

function apiWith(content: Partial<Credentials> = {}): MemoryApi {
  const api = new MemoryApi();
  given(api, { sealedCredentials: memorySealed('acme', webhookId, { ...credentials, ...content }) });
  return api;
}

async function stored(api: MemoryApi): Promise<Credentials> {
  return api.vault.open(api.webhooks.states.get(webhookId)?.webhook ?? webhookState().webhook);
}

const badSecrets: [unknown, string][] = [
  [whsec(1, 23), 'too short'],
  [whsec(1, 65), 'too long'],
  ['whsec_', 'nothing'],
  [whsec(1).slice(6), 'without its prefix'],
  [whsec(1).toUpperCase(), 'another prefix'],
  [whsec(1).replace('=', ''), 'without its padding'],
  [`${whsec(1).slice(0, -2)}B=`, 'bits that say nothing'],
  [whsec(251).replaceAll('+', '-'), 'of the URL-safe alphabet'],
  [`${whsec(1)} `, 'with a space'],
  [null, 'null'],
  [5, 'a number'],
];

describe('a secret of its own', () => {
  const input = { name: 'n', url: 'https://receiver.example.com/in', filter: acmeFilter };

  it.each([24, 32, 64])('of %i bytes is taken at the creation, shown and sealed', async length => {
    const api = new MemoryApi();
    const secret = whsec(3, length);
    const { status, body } = await api.send('POST', '/v1/webhooks', { ...input, secret });
    expect([status, body.secret]).toEqual([201, secret]);
    const [state = webhookState()] = api.webhooks.states.values();
    expect((await api.vault.open(state.webhook)).secrets).toEqual([{ value: secret }]);
  });

  it.each(badSecrets)('is refused when it is %j: %s', async secret => {
    const api = apiWith();
    for (const [where, body] of [
      ['/v1/webhooks', { ...input, secret }],
      [secrets, { secret }],
    ] as const) {
      const answer = await api.send('POST', where, body);
      expect([answer.status, answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([
        400,
        ['/secret'],
      ]);
      expect(JSON.stringify(answer.body)).not.toContain(Buffer.alloc(12, 1).toString('base64'));
    }
    expect([api.webhooks.states.size, await stored(api)]).toEqual([1, credentials]);
  });
});

describe('rotateSecret', () => {
  it.each([
    ['no body', undefined, dayMs],
    ['an empty object', {}, dayMs],
    ['no overlap', { overlapHours: 0 }, 5_000],
    ['a week', { overlapHours: 168 }, 7 * dayMs],
  ])('with %s: the new one signs first, the old one until it expires', async (_, body, overlapMs) => {
    const api = apiWith({ headers: { a: 'b' } });
    const answer = await api.send('POST', secrets, body);
    const secret = `whsec_${Buffer.from([1, ...new Array(31).fill(0)]).toString('base64')}`;
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: '"2.1.live"', 'cache-control': 'no-store' },
      body: { secret, oldSecretsExpireAt: at(overlapMs) },
    });
    expect(await stored(api)).toEqual({
      secrets: [{ value: secret }, { value: old, expiresAt: at(overlapMs) }],
      headers: { a: 'b' },
    });
    expect(api.rules.calls).toEqual([]);
    expect(api.logged).toContainEqual({
      level: 'info',
      message: 'a secret was rotated',
      fields: { webhookId, keyId: 'key_0' },
    });
    expect(JSON.stringify(api.logged)).not.toContain(secret);
  });

  it("takes the customer's own", async () => {
    const api = apiWith();
    const { body } = await api.send('POST', secrets, { secret: whsec(9), overlapHours: 1 });
    expect(body.secret).toBe(whsec(9));
    expect((await stored(api)).secrets.map(({ value }) => value)).toEqual([whsec(9), old]);
  });

  it('refuses one that it has already', async () => {
    const api = apiWith();
    const { status, body } = await api.send('POST', secrets, { secret: old });
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          pointer: '/secret',
          code: 'known-secret',
          detail: 'It is a secret of this webhook already. Send a new one, or none.',
        },
      ],
    ]);
    expect(JSON.stringify(body)).not.toContain(old);
  });

  it.each([
    [{ overlapHours: -1 }, '/overlapHours', 'Must be at least 0.'],
    [{ overlapHours: 169 }, '/overlapHours', 'Must be at most 168.'],
    [{ overlapHours: 0.5 }, '/overlapHours', 'Must be a whole number, not 0.5.'],
    [{ overlapHours: '24' }, '/overlapHours', 'Must be a number, not a string.'],
    [{ overlap: 24 }, '/overlap', 'Unknown member. Known here: overlapHours, secret.'],
  ])('400 for %j', async (body, pointer, detail) => {
    const api = apiWith();
    const answer = await api.send('POST', secrets, body);
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer, detail })],
    ]);
    expect(await stored(api)).toEqual(credentials);
  });

  it('409 for a sixth, which says when there is room; never for a leaked one', async () => {
    const api = apiWith();
    for (let hours = 1; hours <= 4; hours++) {
      expect((await api.send('POST', secrets, { overlapHours: 5 - hours })).status).toBe(200);
    }
    const { status, body } = await api.send('POST', secrets, { overlapHours: 1 });
    expect([status, body.type, body.detail]).toEqual([
      409,
      'https://finehook.dev/problems/too-many-secrets',
      `5 secrets of this webhook are valid, and no more can be. The first of them expires at ${at(3_600_000)}: rotate then, or with "overlapHours": 0, which ends the old ones now.`,
    ]);
    expect((await api.send('POST', secrets, { overlapHours: 0 })).status).toBe(200);
    expect((await stored(api)).secrets).toHaveLength(5);
    api.nowMs += 5_000;
    expect((await api.send('POST', secrets, { overlapHours: 1 })).status).toBe(200);
    expect((await stored(api)).secrets).toHaveLength(2);
  });

  it('of two at the same moment the second adds to the first', async () => {
    const api = apiWith();
    await Promise.all([
      api.send('POST', secrets, { secret: whsec(1) }),
      api.send('POST', secrets, { secret: whsec(2) }),
    ]);
    const values = (await stored(api)).secrets.map(({ value }) => value);
    expect(values.toSorted()).toEqual([old, whsec(1), whsec(2)].toSorted());
    expect(values[2]).toBe(old);
  });

  it('412 when If-Match does not match', async () => {
    const api = apiWith();
    const answer = await api.send('POST', secrets, {}, { 'if-match': '"7.1.live"' });
    expect([answer.status, await stored(api)]).toEqual([412, credentials]);
  });

  it('503 when KMS does not answer: nothing has changed', async () => {
    const api = apiWith();
    api.vault.failure = new AwsCallError('ThrottlingException', 'rate', true);
    expect((await api.send('POST', secrets, {})).status).toBe(503);
    api.vault.failure = undefined;
    expect(await stored(api)).toEqual(credentials);
  });
});

describe('revealSecrets', () => {
  it('shows every secret that is valid, newest first, and leaves a line in the log', async () => {
    const api = apiWith({
      secrets: [
        { value: whsec(1) },
        { value: whsec(2), expiresAt: at(1) },
        { value: whsec(3), expiresAt: at(0) },
      ],
    });
    const answer = await api.send('GET', secrets);
    expect([answer.status, answer.headers['cache-control'], answer.body]).toEqual([
      200,
      'private, no-store',
      {
        secrets: [
          { secret: whsec(1), expiresAt: null },
          { secret: whsec(2), expiresAt: at(1) },
        ],
      },
    ]);
    expect(api.logged[0]).toEqual({
      level: 'info',
      message: 'secrets were revealed',
      fields: { webhookId, keyId: 'key_0' },
    });
    expect(JSON.stringify(api.logged)).not.toContain('whsec_');
  });

  it('403 for a key without the scope, whatever its companies, and nothing is opened', async () => {
    const api = apiWith();
    const authorization = `Bearer ${api.key('*', { revealsSecrets: false })}`;
    const { status, body } = await api.send('GET', secrets, undefined, { authorization });
    expect([status, body.type, body.detail]).toEqual([
      403,
      'https://finehook.dev/problems/forbidden',
      'This API key does not have the scope secrets:reveal. Use one that has it; whoever runs this service makes keys.',
    ]);
    expect(api.vault.opened).toBe(0);
  });

  it('404 for a key with the scope and without the company, and for a deleted webhook', async () => {
    const api = apiWith();
    const authorization = `Bearer ${api.key(['globex'], { role: 'reader' })}`;
    expect((await api.send('GET', secrets, undefined, { authorization })).status).toBe(404);
    await api.send('DELETE', path);
    expect((await api.send('GET', secrets)).status).toBe(404);
  });
});
