import type { JsonSchema } from './event-schema-parts.ts';

/** An event type that comes with Finehook; its example is in `event-examples`. */
export interface BuiltIn {
  readonly name: string;
  readonly en: Words;
  readonly ru: Words;
  readonly schema: JsonSchema;
}

interface Words {
  /** What people choose by: short, without a full stop. */
  readonly title: string;
  /** The same as a part of a sentence, after "when". */
  readonly happening: string;
  /** A sentence that says when it happens. */
  readonly description: string;
}
