import type { DirectoryKey } from '../directory.ts';
import type { LocalizedText } from '../event-types/event-type.ts';

/** What people call things; `undefined` where nobody told: then the id is shown. */
export interface SentenceNames {
  readonly nameOf: (key: DirectoryKey) => string | undefined;
  /** An event type's titles, as the catalog has them. */
  readonly titleOf: (eventType: string) => LocalizedText | undefined;
}
