import { randomBytes } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';

let run: LocalRun;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--set', 'keepPayloads=undelivered'] });
});
afterAll(() => run.stop());

it('with keepPayloads "undelivered" an event is kept while it waits, and gone from table and bucket once delivered', async () => {
  const finehook = new Finehook(run.runtime);
  const name = uniqueName('undelivered');
  const webhook = await finehook.webhookTo(name);
  await finehook.api('POST', `/v1/webhooks/${webhook.id}/pause`);
  const noise = randomBytes(100_000).toString('base64');
  const [large] = await finehook.put({ companyId: name, detail: { noise } });
  const [small] = await finehook.put({ companyId: name });
  const eventOf = async (id: string) => (await finehook.api('GET', `/v1/deliveries/${id}`)).body.event;
  const held = await Promise.all([large, small].map(id => finehook.delivery(webhook.id, 'held', id)));
  const kept = await Promise.all(held.map(({ id }) => eventOf(id)));
  expect(kept.map(({ data }) => data.noise)).toEqual([noise, undefined]);

  await finehook.api('POST', `/v1/webhooks/${webhook.id}/enable`);
  await Promise.all([large, small].map(id => finehook.delivery(webhook.id, 'delivered', id)));
  expect(await Promise.all(held.map(({ id }) => eventOf(id)))).toEqual([null, null]);
  const Key = `${webhook.id}/${held[0].id}/1`;
  const read = finehook.s3.send(new GetObjectCommand({ Bucket: 'finehook-payloadbucket', Key }));
  await expect(read).rejects.toMatchObject({ name: 'NoSuchKey' });
});
