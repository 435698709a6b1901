import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { spellings, streamDump, tableDump } from '../support/stored-text.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--retry-delays', '0,0,0,0', '--set', 'requestTimeout=2'] });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

it('shows a secret in no table, stream, list, problem or log, whatever happens to its webhook', async () => {
  const name = uniqueName('sealed');
  const webhook = await finehook.webhookTo(name, {}, '?status=500');
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
  await ask('PATCH', '', { url: `${finehook.runtime.receiverUrl}/in/${name}` });
  expect((await ask('POST', '/enable')).status).toBe(200);
  const [delivered] = await finehook.put({ companyId: name });
  await finehook.delivery(webhook.id, 'delivered', delivered);
  const last = (await finehook.received(name)).at(-1);
  expect(last?.verified).toBe(true);
  await ask('PATCH', '', { name: 5 });
  await ask('GET', '');
  await ask('GET', '/deliveries');
  answers.push((await finehook.api('GET', '/v1/webhooks')).body);

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
  for (const secret of [key, Buffer.from(key, 'base64').toString('hex')].flatMap(spellings)) {
    for (const [place, text] of Object.entries(places)) {
      expect(text.includes(secret), `${secret} in the ${place}`).toBe(false);
    }
  }
}, 120_000);
