import { randomUUID } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { webhookState } from '../support/webhook-state.ts';

const kilobyte = 1024;
const webhookId = webhookState().webhook.id;

function detailOf(filler: string): string {
  return JSON.stringify({
    companyId: 'acme',
    projectId: 'website',
    recordId: 'r1',
    previousValue: { id: 'r1', list: 'Doing', title: 'Fix the login page' },
    currentValue: { id: 'r1', list: 'Done', title: 'Fix the login page', text: filler },
  });
}

function bodyOf(detail: string, time: string): string {
  return `{"type":"TODO_MOVED","timestamp":"${time}","data":${detail}}`;
}

function filled(time: string): string {
  return detailOf('x'.repeat(kilobyte - bodyOf(detailOf(''), time).length));
}

function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** Bodies of 1 KB, as the receiver gets them from the delivery-worker. */
export function payloads(count: number): string[] {
  const time = now();
  const list: string[] = Array.from({ length: count }, () => bodyOf(filled(time), time));
  return flat(list);
}

/** Batches of messages that EventBridge has just put on the delivery queue; each is a 1 KB call of the bench's webhook. */
export function batches(count: number, size: number): SQSEvent[] {
  const time = now();
  const detail = filled(time);
  return flat(
    Array.from({ length: count }, () => ({
      Records: Array.from({ length: size }, () => record(time, detail)),
    })),
  );
}

function record(time: string, detail: string): SQSEvent['Records'][number] {
  const id = randomUUID();
  const event = `{"version":"0","id":"${id}","detail-type":"TODO_MOVED","source":"blue","account":"123456789012","time":"${time}","region":"eu-west-1","resources":[],"detail":${detail}}`;
  return {
    messageId: id,
    receiptHandle: `receipt-${id}`,
    body: `{"webhookId":"${webhookId}","event":${event}}`,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(Date.parse(time)),
      SenderId: 'events',
      ApproximateFirstReceiveTimestamp: String(Date.parse(time)),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-west-1:123456789012:DeliveryQueue',
    awsRegion: 'eu-west-1',
  };
}

/** As parsing makes it: no string that is still a tree of its parts. */
function flat<Value>(value: Value): Value {
  const copy: Value = JSON.parse(JSON.stringify(value));
  return copy;
}
