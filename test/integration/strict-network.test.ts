import { afterAll, beforeAll, expect, it } from 'vitest';
import addresses from '../fixtures/addresses/addresses.json' with { type: 'json' };
import { Finehook } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--strict-network', '--retry-delays', '1,1,1,1'] });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

const filter = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'strict', projectIds: '*' }] }] };

it.each([
  ...addresses.urls.filter(({ allowed }) => !allowed).map(({ url }) => url),
  ...addresses.addresses
    .filter(({ allowed }) => !allowed)
    .map(({ address }) => `https://${address.includes(':') ? `[${address}]` : address}/`),
])('refuses %s at creation', async url => {
  const answer = await finehook.api('POST', '/v1/webhooks', { name: 'x', url, filter });
  expect(answer.status).toBe(400);
  expect(answer.body.errors).toMatchObject([{ pointer: '/url' }]);
});

it('refuses the local receiver: loopback and plain http', async () => {
  const url = `${run.runtime.receiverUrl}/in/strict`;
  const answer = await finehook.api('POST', '/v1/webhooks', { name: 'x', url, filter });
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/url']);
});

it('checks again at the connection: a name that leads nowhere is no address', async () => {
  const url = 'https://finehook.invalid/in';
  const created = await finehook.api('POST', '/v1/webhooks', { name: 'x', url, filter });
  expect(created.status).toBe(201);
  await finehook.put({ companyId: 'strict' });
  const delivery = await finehook.delivery(created.body.id, 'failed', undefined, 60_000);
  expect(delivery.attempts).toHaveLength(5);
  for (const attempt of delivery.attempts) {
    expect(['dns', 'timeout']).toContain(attempt.error);
    expect(attempt.status).toBeNull();
  }
}, 90_000);
