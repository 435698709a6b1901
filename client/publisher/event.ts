import type { Change } from '../../event-contract/change.ts';
import type { EventTypeName } from '../../event-contract/event-types.ts';

/** What an event says; receivers get it as `data`, and conditions of filters are over it. */
export interface EventData<Previous = object | null, Current = object | null> {
  /** The customer's organisation, and the workspace in it where the event happened. */
  readonly companyId: string;
  readonly projectId: string;
  /** What it happened to. */
  readonly recordId?: string;
  /** Who did it. */
  readonly actorId?: string;
  /** RFC 3339, with milliseconds. */
  readonly occurredAt?: string;
  /** By which receivers put events of a record in order. */
  readonly sequence?: number | string;
  /** Before the event; `null` when there was nothing. */
  readonly previousValue: Previous;
  /** After the event; `null` when there is nothing any more. */
  readonly currentValue: Current;
  /** @default derived from `previousValue` and `currentValue` where both are objects */
  readonly changes?: Readonly<Record<string, Change>>;
  /** Whatever else receivers should get. */
  readonly [further: string]: unknown;
}

type DataOf<Type extends string> = Type extends `${string}_CREATED`
  ? EventData<null, object>
  : Type extends `${string}_DELETED`
    ? EventData<object, null>
    : EventData;

/**
 * One thing that happened.
 * @typeParam Type names of the event types that there are
 */
export type PublisherEvent<Type extends string = EventTypeName> = Type extends string
  ? {
      readonly type: Type;
      readonly data: DataOf<Type>;
      /** When it happened, to the second. @default now */
      readonly time?: Date;
      /** @default the publisher's */
      readonly source?: string;
    }
  : never;
