import type { DirectoryKey } from '../directory.ts';
import type { LocalizedText } from '../event-types/event-type.ts';
import type { Nouns } from '../nouns.ts';

/** What people call things; `undefined` where nobody told: then the id is shown. */
export interface SentenceNames {
  readonly nameOf: (key: DirectoryKey) => string | undefined;
  /** An event type's titles, as the catalog has them. */
  readonly titleOf: (eventType: string) => LocalizedText | undefined;
  /** What the operator calls companies, projects and records. */
  readonly nouns: Nouns;
}
