import { randomUUID } from 'node:crypto';
import { ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiAnswer, Finehook, uniqueName } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

const origin = 'https://console.example.com';
/** Twelve requests in two minutes: each test has a key of its own. */
const rate = ['--set', 'keyRateLimit=0.1', '--set', 'keyBurstLimit=12'];

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: [...rate, '--set', `allowedOrigins=${origin}`] });
  finehook = new Finehook(run.runtime);
});
afterAll(async () => {
  await run.stop();
});

const name = uniqueName('manners');
const filter = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: name, projectIds: '*' }] }] };
const input = () => ({ name, url: `${run.runtime.receiverUrl}/in/${name}`, filter });
const keyOf = async () => ({ authorization: `Bearer ${await finehook.makeKey([name])}` });

it('createWebhook with an Idempotency-Key makes one webhook, also when it is sent many times at once', async () => {
  const key = await keyOf();
  const create = (body: unknown, value: string): Promise<ApiAnswer> =>
    finehook.api('POST', '/v1/webhooks', body, { ...key, 'idempotency-key': value });
  const value = randomUUID();
  const answers = await Promise.all(Array.from({ length: 4 }, () => create(input(), value)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.every(status => status === 201 || status === 409)).toBe(true);
  const made = answers.filter(({ status }) => status === 201);
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  const again = await create(input(), value);
  expect([again.status, again.headers.get('idempotent-replayed'), again.body]).toEqual([
    201,
    'true',
    made[0]?.body,
  ]);
  expect((await create({ ...input(), name: 'other' }, value)).body.type).toMatch(/idempotency-key-reused$/);
  const { body } = await finehook.api('GET', '/v1/webhooks', undefined, key);
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([made[0]?.body.id]);

  const { Items = [] } = await finehook.dynamodb.send(
    new ScanCommand({
      TableName: await webhooksTable(),
      FilterExpression: 'begins_with(pk, :kind)',
      ExpressionAttributeValues: { ':kind': { S: 'IDEMPOTENCY#' } },
    }),
  );
  expect(Items).toHaveLength(1);
  const stored = Items.map(item => Buffer.from(item.sealed?.B ?? []).toString('latin1')).join();
  expect(stored.length).toBeGreaterThan(500);
  expect(stored).not.toContain(made[0]?.body.secret);
});

async function webhooksTable(): Promise<string> {
  const { TableNames = [] } = await finehook.dynamodb.send(new ListTablesCommand({}));
  return TableNames.find(table => table.includes('WebhooksTable')) ?? '';
}

it('listWebhooks is answered as often as the rate of a key says, over all functions', async () => {
  const key = await keyOf();
  const other = await keyOf();
  const ask = (headers: Record<string, string>) => finehook.api('GET', '/v1/webhooks', undefined, headers);
  const answers: ApiAnswer[] = [];
  // As many at once as the account has functions for, and some room.
  while (answers.length < 20) answers.push(...(await Promise.all([1, 2, 3, 4].map(() => ask(key)))));
  const count = (status: number) => answers.filter(answer => answer.status === status).length;
  expect([count(200), count(429)]).toEqual([12, 8]);
  const refused = await ask(key);
  expect([refused.status, refused.body.type]).toEqual([
    429,
    'https://finehook.dev/problems/too-many-requests',
  ]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('ratelimit-policy')).toBe('"key";q=12;w=120');
  expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
  expect((await ask(other)).headers.get('ratelimit')).toMatch(/^"key";r=11;t=\d+$/);
});

it('listWebhooks is open to pages of the named origin', async () => {
  const url = `${run.runtime.apiUrl.replace(/\/$/, '')}/v1/webhooks`;
  const asked = { origin, 'access-control-request-method': 'POST' };
  const preflight = await fetch(url, { method: 'OPTIONS', headers: asked });
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
    204,
    'GET, HEAD, POST',
  ]);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  const read = await fetch(url, { headers: { origin, ...(await keyOf()) } });
  expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
  expect(read.headers.get('access-control-expose-headers')).toContain('ratelimit');
  const stranger = await fetch(url, {
    method: 'OPTIONS',
    headers: { ...asked, origin: 'https://evil.example' },
  });
  expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([405, null]);
});
