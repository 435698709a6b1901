import { randomBytes } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Finehook, type ReceivedCall, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { startReceiver } from '../support/receiver.ts';
import { spellings, streamDump, tableDump } from '../support/stored-text.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--retry-delays', '0,0,0,0', '--set', 'requestTimeout=2'] });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

it('shows no credential in a table, stream, list, problem or log, whatever happens to its webhook', async () => {
  const name = uniqueName('sealed');
  // It says in its answer what it was sent, and fails until it is told otherwise.
  let status = 500;
  const receiver = await startReceiver((request, response) => {
    response.writeHead(status).end(JSON.stringify(request.headers));
  });
  const headers = { 'x-api-key': `key "${randomBytes(12).toString('hex')}"` };
  const auth = { type: 'basic', username: 'finehook', password: randomBytes(12).toString('hex') };
  const { body: webhook } = await finehook.api('POST', '/v1/webhooks', {
    name,
    url: receiver.url,
    filter: { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: name, projectIds: '*' }] }] },
    headers,
    auth,
  });
  const path = `/v1/webhooks/${webhook.id}`;
  const answers: unknown[] = [];
  const ask = async (method: string, suffix: string, body?: unknown) => {
    const answer = await finehook.api(method, path + suffix, body);
    answers.push(answer.body);
    return answer;
  };
  const [failed] = await finehook.put({ companyId: name });
  await finehook.delivery(webhook.id, 'failed', failed);
  expect((await ask('POST', '/enable')).status).toBe(409);
  status = 200;
  expect((await ask('POST', '/enable')).status).toBe(200);
  expect((await ask('POST', '/test', { eventType: 'TODO_MOVED' })).status).toBe(200);
  const [delivered] = await finehook.put({ companyId: name });
  const { attempts } = await finehook.delivery(webhook.id, 'delivered', delivered);
  expect(attempts[0].responseBody).toContain('"x-api-key":"[hidden]"');
  expect(attempts[0].responseBody).toContain('"authorization":"Basic [hidden]"');
  await ask('PATCH', '', { name: 5, headers: { host: 'x' } });
  await ask('PATCH', '', { headers: { 'x-more': 'something else' } });
  await ask('GET', '');
  await ask('GET', '/deliveries');
  answers.push((await finehook.api('GET', '/v1/webhooks')).body);
  await receiver.close();

  const places = {
    tables: await tableDump(finehook),
    streams: await streamDump(finehook),
    answers: JSON.stringify(answers),
    logs: run.logs(),
  };
  // They are the places where the webhook is.
  for (const text of Object.values(places)) expect(text).toContain(webhook.id);
  expect(places.tables).toContain(`"DATAKEY#${name}"`);
  const key = webhook.secret.slice('whsec_'.length);
  const basic = Buffer.from(`finehook:${auth.password}`).toString('base64');
  const credentials = [
    key,
    Buffer.from(key, 'base64').toString('hex'),
    headers['x-api-key'].slice(5, -1),
    auth.password,
    basic,
  ];
  for (const credential of credentials.flatMap(spellings)) {
    for (const [place, text] of Object.entries(places)) {
      expect(text.includes(credential), `${credential} in the ${place}`).toBe(false);
    }
  }
}, 120_000);

const whsec = () => `whsec_${randomBytes(32).toString('base64')}`;

/** Which of the secrets verify a call, as the npm package judges. */
function verifiedBy(call: ReceivedCall | undefined, secrets: readonly string[]): string[] {
  return secrets.filter(secret => {
    try {
      new Webhook(secret).verify(call?.body ?? '', call?.headers ?? {});
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  });
}

async function nextCall(name: string): Promise<ReceivedCall | undefined> {
  const before = (await finehook.received(name)).length;
  await finehook.put({ companyId: name });
  return (await finehook.receives(name, before + 1)).at(-1);
}

describe('rotateSecret', () => {
  it('receivers that know only the old or only the new secret verify every call of the overlap', async () => {
    const name = uniqueName('rotate');
    const webhook = await finehook.webhookTo(name, { secret: whsec() });
    const others = [whsec()];
    expect(verifiedBy(await nextCall(name), [webhook.secret, ...others])).toEqual([webhook.secret]);
    const rotated = await finehook.api('POST', `/v1/webhooks/${webhook.id}/secrets`, { overlapHours: 1 });
    expect([rotated.status, rotated.body]).toEqual([
      200,
      { secret: expect.stringMatching(/^whsec_/), oldSecretsExpireAt: expect.any(String) },
    ]);
    const { secret } = rotated.body;
    // A worker may go on with what it knew for five seconds; after that both sign, the new one first.
    const call = await until(
      () => nextCall(name),
      made => verifiedBy(made, [secret]).length > 0,
      'a call signed with the new secret',
    );
    expect(verifiedBy(call, [webhook.secret, secret, ...others])).toEqual([webhook.secret, secret]);
    const [first = ''] = call?.headers['webhook-signature']?.split(' ') ?? [];
    const alone = { ...call?.headers, 'webhook-signature': first };
    expect(new Webhook(secret).verify(call?.body ?? '', alone)).toBeTruthy();
  });

  it('without an overlap the old secret signs for the five seconds of the cache, and no longer', async () => {
    const name = uniqueName('leak');
    const webhook = await finehook.webhookTo(name);
    await nextCall(name);
    const own = whsec();
    const { body } = await finehook.api('POST', `/v1/webhooks/${webhook.id}/secrets`, {
      overlapHours: 0,
      secret: own,
    });
    expect(body.secret).toBe(own);
    // A receiver that was given the new secret before the rotation, beside the old one, verifies all of them.
    const known = [webhook.secret, own];
    const last = await until(
      async () => {
        const call = await nextCall(name);
        expect(verifiedBy(call, known).length).toBeGreaterThan(0);
        return call;
      },
      call => verifiedBy(call, [webhook.secret]).length === 0,
      'a call without the old secret',
    );
    expect(verifiedBy(last, known)).toEqual([own]);
    expect(Number(last?.headers['webhook-timestamp']) * 1000).toBeGreaterThan(
      Date.parse(body.oldSecretsExpireAt) - 1000,
    );
  });
});

describe('revealSecrets', () => {
  it('shows every valid secret to the key of the local run, and to none without the scope', async () => {
    const name = uniqueName('reveal');
    const webhook = await finehook.webhookTo(name);
    const path = `/v1/webhooks/${webhook.id}/secrets`;
    const { body: rotated } = await finehook.api('POST', path);
    const revealed = await finehook.api('GET', path);
    expect([revealed.status, revealed.headers.get('cache-control'), revealed.body.secrets]).toEqual([
      200,
      'private, no-store',
      [
        { secret: rotated.secret, expiresAt: null },
        { secret: webhook.secret, expiresAt: rotated.oldSecretsExpireAt },
      ],
    ]);
    const authorization = `Bearer ${await finehook.makeKey([name])}`;
    const refused = await finehook.api('GET', path, undefined, { authorization });
    expect([refused.status, refused.body.type]).toEqual([403, 'https://finehook.dev/problems/forbidden']);
    expect(
      (await finehook.api('GET', `/v1/webhooks/${webhook.id}`, undefined, { authorization })).status,
    ).toBe(200);
    for (const secret of [rotated.secret, webhook.secret]) expect(run.logs()).not.toContain(secret);
    expect(run.logs()).toContain('"message":"secrets were revealed"');
  });
});

describe('headers and auth of its own', () => {
  it('arrive with every call, are changed one by one, and do not follow to another origin', async () => {
    const name = uniqueName('own');
    const webhook = await finehook.webhookTo(name, {
      headers: { 'X-Tenant': 'acme', 'x-api-key': 'k1' },
      auth: { type: 'bearer', token: '1|abc' },
    });
    expect([webhook.headerNames, webhook.authType]).toEqual([['x-api-key', 'x-tenant'], 'bearer']);
    const first = await nextCall(name);
    expect(first?.headers).toMatchObject({
      'x-tenant': 'acme',
      'x-api-key': 'k1',
      authorization: 'Bearer 1|abc',
    });
    expect(first?.verified).toBe(true);
    const path = `/v1/webhooks/${webhook.id}`;
    const patch = { headers: { 'X-API-KEY': 'k2', 'x-tenant': null }, auth: { token: '2|def' } };
    expect((await finehook.api('PATCH', path, patch)).body).toMatchObject({
      headerNames: ['x-api-key'],
      authType: 'bearer',
    });
    expect((await finehook.api('POST', `${path}/enable`)).status).toBe(200);
    const check = (await finehook.received(name)).at(-1);
    expect(check?.headers).toMatchObject({ 'x-api-key': 'k2', authorization: 'Bearer 2|def' });
    expect(check?.headers).not.toHaveProperty('x-tenant');

    const other = await startReceiver((request, response) => response.end(JSON.stringify(request.headers)));
    const moved = await finehook.api('PATCH', path, { url: other.url });
    expect(moved.body).toMatchObject({
      headerNames: [],
      authType: null,
      droppedHeaders: ['x-api-key', 'authorization'],
    });
    const { body } = await finehook.api('POST', `${path}/test`, { eventType: 'TODO_MOVED' });
    const seen = JSON.parse(body.attempt.responseBody);
    expect([seen['webhook-test'], seen['x-api-key'], seen.authorization]).toEqual([
      'true',
      undefined,
      undefined,
    ]);
    await other.close();
  });
});
