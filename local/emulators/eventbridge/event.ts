import { documentOf } from '../../../event-pattern/json-document.ts';
import { type EventDocument, eventOf } from '../../../event-pattern/parse-event.ts';
import {
  InvalidJsonError,
  type JsonDocument,
  type JsonObject,
  parseJson,
} from '../../../event-pattern/parse-json.ts';
import type { Place } from './names.ts';

/** What a producer says of an event. */
export interface EventParts {
  readonly id: string;
  readonly detailType: string;
  readonly source: string;
  readonly timeMs: number;
  readonly resources: readonly string[];
  readonly detail: EventDetail;
}

/** The detail as it was written, and read. */
export interface EventDetail {
  readonly text: string;
  readonly document: JsonObject;
}

/** An event as EventBridge routes it. */
export interface RoutedEvent {
  readonly id: string;
  readonly text: string;
  readonly textWithoutDetail: string;
  readonly document: JsonDocument;
  /** Flattened for matching. */
  readonly leaves: EventDocument;
  /** ISO 8601. */
  readonly ingestedAt: string;
  /** An event goes over at most one bus-to-bus rule. */
  readonly forwarded: boolean;
}

/** https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export function routedEvent(parts: EventParts, place: Place, nowMs: number): RoutedEvent {
  const fields: Readonly<Record<string, string | readonly string[]>> = {
    version: '0',
    id: parts.id,
    'detail-type': parts.detailType,
    source: parts.source,
    account: place.accountId,
    time: secondsOf(parts.timeMs),
    region: place.region,
    resources: parts.resources,
  };
  const head = JSON.stringify(fields);
  const document: JsonObject = {
    kind: 'object',
    members: [
      ...Object.entries(fields).map(([key, value]) => ({ key, value: documentOf(value) })),
      { key: 'detail', value: parts.detail.document },
    ],
  };
  return {
    id: parts.id,
    // The detail goes on as it was written: reading and writing it again would change numbers and repeated keys.
    text: `${head.slice(0, -1)},"detail":${parts.detail.text.trim()}}`,
    textWithoutDetail: head,
    document,
    leaves: eventOf(document),
    ingestedAt: new Date(nowMs).toISOString(),
    forwarded: false,
  };
}

/** The time with the precision of events: whole seconds. */
function secondsOf(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

/** Reads a detail; undefined when it is not a JSON object. */
export function readDetail(text: string): EventDetail | undefined {
  try {
    const document = parseJson(text);
    return document.kind === 'object' ? { text, document } : undefined;
  } catch (error) {
    if (error instanceof InvalidJsonError) return undefined;
    throw error;
  }
}
