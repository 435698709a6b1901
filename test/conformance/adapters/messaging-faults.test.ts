import { afterEach, describe, expect, it } from 'vitest';
import type { Timing } from '../../../functions/adapters/backoff.ts';
import { EventBridgeOperationalEvents } from '../../../functions/adapters/eventbridge-operational-events.ts';
import { SqsQueue } from '../../../functions/adapters/sqs-queue.ts';
import { SqsReceivedMessages } from '../../../functions/adapters/sqs-received-messages.ts';
import type { OperationalEvent } from '../../../functions/domain/operational-event.ts';
import { messagingImplementations } from './support/aws-account.ts';
import { type Step, scriptedAws } from './support/scripted-aws.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const json = (body: unknown): Step => ({
  status: 200,
  body,
  headers: { 'content-type': 'application/json' },
});
const fault: Step = { status: 500, body: { __type: 'InternalFailure', message: 'why' } };
const timing: Timing = { now: () => 0, random: () => 0, wait: async () => {} };

describe.each(messagingImplementations)('with faults, by $name', ({ connect }) => {
  const setUp = async (steps: readonly Step[]) => {
    const server = await scriptedAws(steps);
    const connection = connect(server.endpoint);
    closers.push(
      () => server.close(),
      () => connection.close(),
    );
    return { ...server, ...connection, queueUrl: `${server.endpoint}/1/queue` };
  };
  const message = (body: string) => ({ body, delaySeconds: 0, hops: 0 });

  it('a queue that stays broken takes nothing', async () => {
    const { sqs, queueUrl } = await setUp([fault]);
    expect(await new SqsQueue({ sqs, queueUrl }).send([message('a'), message('b')])).toEqual([false, false]);
  });

  it('hiding repeats what failed on the side of SQS, and only that', async () => {
    const failed = { Id: '1', SenderFault: false, Code: 'InternalError' };
    const expired = { Id: '0', SenderFault: true, Code: 'ReceiptHandleIsInvalid' };
    const { sqs, queueUrl, requests } = await setUp([
      json({ Successful: [{ Id: '2' }], Failed: [expired, failed] }),
      json({ Successful: [{ Id: '1' }] }),
    ]);
    const handles = ['r0', 'r1', 'r2'].map(receiptHandle => ({ receiptHandle, seconds: 7.2 }));
    await new SqsReceivedMessages({ sqs, queueUrl }).hide(handles);
    expect(requests.map(({ body }) => JSON.parse(body).Entries)).toEqual([
      handles.map(({ receiptHandle }, n) => ({
        Id: String(n),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 8,
      })),
      [{ Id: '1', ReceiptHandle: 'r1', VisibilityTimeout: 8 }],
    ]);
  });

  describe('operational events', () => {
    const event = (n: number): OperationalEvent => ({
      type: 'webhook.disabled',
      id: `whk_1#${n}`,
      detail: {
        webhookId: 'whk_1',
        companyId: 'acme',
        version: n,
        at: '2026-01-01T00:00:00.000Z',
        from: 'active',
        to: 'disabled',
        reason: 'gone',
        by: 'delivery:dlv_1',
        holdUntil: '2026-01-04T00:00:00.000Z',
      },
    });
    const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' };

    it('that were refused are sent again, alone', async () => {
      const { eventBridge, requests } = await setUp([
        json({ FailedEntryCount: 1, Entries: [{ EventId: 'a' }, refused] }),
        json({ FailedEntryCount: 0, Entries: [{ EventId: 'b' }] }),
      ]);
      const events = new EventBridgeOperationalEvents({ eventBridge, eventBusName: 'bus', timing });
      await events.publish([event(1), event(2)]);
      expect(requests.map(({ body }) => JSON.parse(body).Entries.length)).toEqual([2, 1]);
      expect(JSON.parse(requests[1]?.body ?? '').Entries[0]).toEqual({
        EventBusName: 'bus',
        Source: 'finehook',
        DetailType: 'webhook.disabled',
        Detail: JSON.stringify({ id: 'whk_1#2', ...event(2).detail }),
        Time: 1_767_225_600,
      });
    });

    it('that stay refused reject', async () => {
      const { eventBridge, requests } = await setUp([json({ FailedEntryCount: 1, Entries: [refused] })]);
      const events = new EventBridgeOperationalEvents({ eventBridge, eventBusName: 'bus', timing });
      await expect(events.publish([event(1)])).rejects.toMatchObject({
        name: 'AwsCallError',
        code: 'ThrottlingException',
        retryable: true,
      });
      expect(requests.length).toBe(6);
    });
  });
});
