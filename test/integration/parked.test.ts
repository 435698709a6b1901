import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { makeDue } from '../support/make-due.ts';
import { startReceiver } from '../support/receiver.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({ args: ['--retry-delays', '1200,1,1,1'] });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

it('a wait of more than 15 minutes is spent in the table, not in the queue; the sweeper sends it when it is due', async () => {
  const name = uniqueName('parked');
  let calls = 0;
  const receiver = await startReceiver((_, response) => response.writeHead(calls++ === 0 ? 503 : 200).end());
  const webhook = await finehook.webhookTo(name, { url: receiver.url });
  await finehook.put({ companyId: name });
  const pending = await finehook.delivery(webhook.id, 'pending');
  expect(pending.attempts).toMatchObject([{ status: 503 }]);
  const waitSeconds = (Date.parse(pending.nextAttemptAt) - Date.parse(pending.attempts[0].at)) / 1000;
  // Chance takes off up to a fifth; the call and its judgement take their time.
  expect(waitSeconds).toBeGreaterThanOrEqual(960);
  expect(waitSeconds).toBeLessThan(1260);

  const { QueueUrls = [] } = await finehook.sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find(url => url.includes('DeliveryQueue'));
  const inQueue = await until(
    async () => {
      const { Attributes = {} } = await finehook.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      return [Attributes.ApproximateNumberOfMessages, Attributes.ApproximateNumberOfMessagesNotVisible];
    },
    counts => counts.every(count => count === '0'),
    'an empty queue',
  );
  expect(inQueue).toEqual(['0', '0']);

  await finehook.invoke('Sweeper');
  expect((await finehook.delivery(webhook.id, 'pending')).attempts).toHaveLength(1);
  await makeDue(finehook, pending.id);
  await finehook.invoke('Sweeper');
  const delivered = await finehook.delivery(webhook.id, 'delivered');
  expect([delivered.id, delivered.nextAttemptAt]).toEqual([pending.id, null]);
  expect(delivered.attempts).toMatchObject([{ status: 503 }, { status: 200 }]);
  await receiver.close();
}, 60_000);
