import type { EventType, EventTypeChange } from '../../functions/domain/event-types/event-type.ts';
import type { EventTypePage, EventTypeStore } from '../../functions/domain/event-types/event-type-store.ts';

/** Event types in memory, under the conditions that the port states. */
export class MemoryEventTypeStore implements EventTypeStore {
  readonly types = new Map<string, EventType>();
  /** Called before each write: somebody else's chance. */
  beforeWrite: () => void = () => {};
  nameReads = 0;
  /** Names of each call of `findAll`. */
  readonly asked: (readonly string[])[] = [];

  async find(name: string): Promise<EventType | undefined> {
    return this.types.get(name);
  }

  async findAll(names: readonly string[]): Promise<EventType[]> {
    this.asked.push(names);
    return names.flatMap(name => this.types.get(name) ?? []);
  }

  async names(): Promise<string[]> {
    this.nameReads += 1;
    return [...this.types.keys()].sort();
  }

  async list({ limit, after }: EventTypePage): Promise<EventType[]> {
    return [...this.types.values()]
      .filter(({ name }) => after === undefined || name > after)
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .slice(0, limit);
  }

  async save(changes: readonly EventTypeChange[]): Promise<boolean> {
    this.beforeWrite();
    const isAsRead = changes.every(({ type, before }) => this.#isAsRead(type.name, before));
    if (isAsRead) for (const { type } of changes) this.types.set(type.name, type);
    return isAsRead;
  }

  async remove(type: EventType): Promise<boolean> {
    this.beforeWrite();
    return this.#isAsRead(type.name, type) && this.types.delete(type.name);
  }

  #isAsRead(name: string, before: EventType | undefined): boolean {
    const now = this.types.get(name);
    return now?.version === before?.version && now?.updatedAt === before?.updatedAt;
  }
}
