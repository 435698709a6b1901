import type { Finehook } from '../support/finehook.ts';
import { uniqueName, until } from '../support/finehook.ts';
import type { LiteralAttack } from './literal-attacks.ts';
import type { NameAttack } from './name-attacks.ts';
import { attemptText, compare, type Outcome } from './outcome.ts';
import type { SetupAttack } from './setup-attacks.ts';

function webhookOf(companyId: string, members: Readonly<Record<string, unknown>>) {
  const filter = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId, projectIds: '*' }] }] };
  return { name: 'attack', url: 'https://example.com/', filter, ...members };
}

async function creation(finehook: Finehook, members: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await finehook.api('POST', '/v1/webhooks', webhookOf('attack', members));
  const faults: { pointer: string; detail: string }[] = answer.body.errors ?? [];
  return [answer.status, ...faults.map(({ pointer, detail }) => `${pointer} ${detail}`)].join(' ');
}

/** By the API: nobody can set up such a webhook. */
export async function attackSetup(finehook: Finehook, attacks: readonly SetupAttack[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name: attack, members, pointer, reason } of attacks) {
    const said = await creation(finehook, members);
    outcomes.push(compare({ attack, where: 'at creation' }, said, `400 ${pointer} ${reason}`));
  }
  return outcomes;
}

/** By the API, and behind its back: the function that dials is given the URL as if a webhook had it. */
export async function attackLiterals(
  finehook: Finehook,
  attacks: readonly LiteralAttack[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name: attack, url, reason, atCreation = `Not allowed: ${reason}.` } of attacks) {
    const said = await creation(finehook, { url });
    outcomes.push(compare({ attack, where: 'at creation' }, said, `400 /url ${atCreation}`));
    const attempt = await finehook.invoke('Prober', { url, headers: {}, body: '{}', timeoutMs: 2000 });
    const expected = `no status, address-blocked: ${reason}`;
    outcomes.push(compare({ attack, where: 'at the connection' }, attemptText(attempt), expected));
  }
  return outcomes;
}

/** A webhook for each host name, and one event that goes to all of them: what the worker made of it. */
export async function attackNames(
  finehook: Finehook,
  attacks: readonly NameAttack[],
  port: number,
): Promise<Outcome[]> {
  const companyId = uniqueName('names');
  const ids = new Map<string, string>();
  for (const { host } of attacks) {
    const url = `https://${host}:${port}/`;
    const { status, body } = await finehook.api('POST', '/v1/webhooks', webhookOf(companyId, { url }));
    if (status !== 201) throw new Error(`no webhook for ${url}: ${JSON.stringify(body)}`);
    ids.set(host, body.id);
  }
  await finehook.put({ companyId });
  const outcomes: Outcome[] = [];
  for (const { name: attack, host, error, errorDetail } of attacks) {
    const attempt = await until(
      async () => {
        const { body } = await finehook.api('GET', `/v1/webhooks/${ids.get(host)}/deliveries`);
        return body.items[0]?.attempts[0];
      },
      found => found !== undefined,
      `an attempt of ${attack}`,
    ).catch(() => undefined);
    const said = attempt === undefined ? 'no refusal was recorded' : attemptText(attempt);
    const expected = attemptText({ status: null, error, errorDetail });
    outcomes.push(compare({ attack, where: 'at the connection' }, said, expected));
  }
  return outcomes;
}

/** A name is remembered for a second at least. */
const rememberedMs = 1100;

/** A name that was fine when it was checked, and is another address at the next connection. */
export async function attackRebinding(finehook: Finehook, host: string, port: number): Promise<Outcome[]> {
  const check = () => finehook.api('POST', '/v1/url-checks', { url: `https://${host}:${port}/` });
  const first = await check();
  if (first.body.attempt.error !== 'tls') throw new Error(`not reached: ${JSON.stringify(first.body)}`);
  await new Promise(resolve => setTimeout(resolve, rememberedMs));
  const { body } = await check();
  const expected =
    'no status, address-blocked: the host name resolves to an address that is not public (link-local)';
  const attack = 'name that changes its address';
  return [compare({ attack, where: 'at the connection' }, attemptText(body.attempt), expected)];
}

/** Names that lead nowhere. Their failures may be ours, so that the worker may not count them: asked by the check of a URL. */
export async function attackNowhere(finehook: Finehook, attacks: readonly NameAttack[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name: attack, host, error, errorDetail } of attacks) {
    const { body } = await finehook.api('POST', '/v1/url-checks', { url: `https://${host}/` });
    const expected = attemptText({ status: null, error, errorDetail });
    outcomes.push(compare({ attack, where: 'at the connection' }, attemptText(body.attempt), expected));
  }
  return outcomes;
}
