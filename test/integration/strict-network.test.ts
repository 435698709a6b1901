import { afterAll, beforeAll, expect, it } from 'vitest';
import { attackLiterals, attackNames, attackNowhere, attackSetup } from '../attack/attack-addresses.ts';
import { literalAttacks } from '../attack/literal-attacks.ts';
import { nameAttacks, nowhereAttacks, zoneOf } from '../attack/name-attacks.ts';
import type { Outcome } from '../attack/outcome.ts';
import { setupAttacks } from '../attack/setup-attacks.ts';
import { startTrap, type Trap } from '../attack/trap.ts';
import addresses from '../fixtures/addresses/addresses.json' with { type: 'json' };
import { type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { Finehook } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;
let finehook: Finehook;
let dns: DnsServer;
let trap: Trap;

beforeAll(async () => {
  trap = await startTrap();
  dns = await startDnsServer(zoneOf([...nameAttacks, ...nowhereAttacks]));
  run = await startLocalRun({ args: ['--strict-network', '--set', `nameServers=${dns.address}`] });
  finehook = new Finehook(run.runtime);
});

afterAll(async () => {
  await run.stop();
  await dns.close();
  await trap.close();
});

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
  expect([answer.status, answer.body.errors]).toMatchObject([400, [{ pointer: '/url', code: 'not-public' }]]);
});

/** Each one was made, and none got through. */
function expectStopped(outcomes: readonly Outcome[], count: number): void {
  expect(outcomes.filter(({ isStopped }) => !isStopped)).toEqual([]);
  expect(outcomes).toHaveLength(count);
}

it('stops whoever sets up a webhook that would become another', async () => {
  expectStopped(await attackSetup(finehook, setupAttacks), setupAttacks.length);
});

it('stops every spelling of a closed address, at creation and at the connection', async () => {
  expectStopped(await attackLiterals(finehook, literalAttacks), 2 * literalAttacks.length);
});

it('stops names at the connection, by what they resolve to, and connects to none', async () => {
  expectStopped(await attackNames(finehook, nameAttacks, trap.port), nameAttacks.length);
  for (const { host } of nameAttacks) expect(dns.asked).toContain(`A ${host}`);
  expectStopped([trap.outcome()], 1);
});

it('says of names that lead nowhere why', async () => {
  expectStopped(await attackNowhere(finehook, nowhereAttacks), nowhereAttacks.length);
});
