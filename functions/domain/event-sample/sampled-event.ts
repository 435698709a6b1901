import { readEvent } from '../queue-message.ts';
import { platformId } from '../wire/text-schemas.ts';

/** An event of the bus, as it is counted and may be kept. Its ids are such that a filter can name them. */
export interface SampledEvent {
  readonly id: string;
  readonly companyId: string;
  readonly projectId: string;
  readonly eventType: string;
  /** When it came from the bus, milliseconds since 1970: the event's own `time` is its producer's to choose. */
  readonly atMs: number;
  /** The source text of the whole event. */
  readonly eventText: string;
}

/** A larger event is counted and not kept, bytes of UTF-8. */
export const maxKeptBytes = 65_536;

/** Both stand in one sort key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxNameBytes = 1_000;

/**
 * @param eventText as EventBridge puts it on the queue
 * @returns `undefined` for an event whose company, project or type no filter can name
 * @throws UnreadableMessageError
 */
export function readSampled(eventText: string, atMs: number): SampledEvent | undefined {
  const { id, type: eventType, detail } = readEvent(eventText);
  const { companyId, projectId } = detail;
  if (!isId(companyId) || !isId(projectId) || !isId(eventType) || !id.isWellFormed()) return undefined;
  if (Buffer.byteLength(eventType) + Buffer.byteLength(projectId) > maxNameBytes) return undefined;
  return { id, companyId, projectId, eventType, atMs, eventText };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && platformId.safeParse(value).success;
}

export function isKeepable({ eventText }: SampledEvent): boolean {
  return Buffer.byteLength(eventText) <= maxKeptBytes;
}
