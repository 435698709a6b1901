import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { PutFailure, PutOptions, Timing } from '../../event-contract/put-entries.ts';

/** One event on its way to PutEvents; `Detail` is JSON text, as EventBridge wants it. */
export interface EventEntry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly EventBusName?: string;
  readonly Time?: Date;
  readonly Resources?: string[];
  readonly TraceHeader?: string;
}

/** One PutEvents call. */
export type PutEvents = PutOptions<EventEntry>['put'];

export function putEventsBy(client: Pick<EventBridgeClient, 'send'>): PutEvents {
  return async entries => {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return Entries;
  };
}

/** Of the caller's faults (4xx): https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html */
const passing: ReadonlySet<string> = new Set([
  'RequestTimeout',
  'RequestTimeoutException',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** What the SDK threw after its own tries; what AWS calls the caller's fault stays one, but for too many calls. */
export function failureOf(error: unknown): Pick<PutFailure, 'detail' | 'retryable'> {
  if (!(error instanceof Error)) return { detail: String(error), retryable: false };
  const isCallers = '$fault' in error && error.$fault === 'client';
  return { detail: messageOf(error), retryable: !isCallers || passing.has(error.name) };
}

function messageOf({ message, name }: Error): string {
  return message === '' ? name : message;
}

export const realTiming: Timing = {
  now: Date.now,
  random: Math.random,
  wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
};
