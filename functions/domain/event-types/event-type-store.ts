import type { EventType, EventTypeChange } from './event-type.ts';

/** Most changes that are saved at once. */
export const maxEventTypeChanges = 100;

export interface EventTypePage {
  readonly limit: number;
  /** The name that the page before ended with. */
  readonly after?: string;
}

/** Event types that whoever runs the service has written: their own, and new versions of those that come with Finehook. */
export interface EventTypeStore {
  /** Consistent. */
  find(name: string): Promise<EventType | undefined>;
  /** As `find`, of those of these names that there are, in any order. @param names each once */
  findAll(names: readonly string[]): Promise<EventType[]>;
  /** All names, consistent, in the order of their characters. */
  names(): Promise<string[]>;
  /** Consistent, in the order of names. */
  list(page: EventTypePage): Promise<EventType[]>;
  /**
   * All of the changes or none: only when each type is as it was read.
   * @param changes 1 to 100, of different names
   * @returns false when one is not
   */
  save(changes: readonly EventTypeChange[]): Promise<boolean>;
  /** Only when it is as it was read. @returns false when it is not */
  remove(type: EventType): Promise<boolean>;
}
