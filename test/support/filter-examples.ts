import * as z from 'zod/mini';
import { conditionsSchema } from '../../functions/domain/wire/condition-schema.ts';
import examples from '../fixtures/filters/examples.json' with { type: 'json' };

const data = z.record(z.string(), z.unknown());

const exampleSchema = z.strictObject({
  /** An operator, or `all`, `any` or `not`. */
  operator: z.string(),
  title: z.string(),
  conditions: conditionsSchema,
  /** Data of events, without company and project. */
  wanted: z.array(data).check(z.minLength(1)),
  unwanted: z.array(data).check(z.minLength(1)),
  /** When they happened. */
  time: z.exactOptional(z.string()),
});

export type FilterExample = z.infer<typeof exampleSchema>;

/** What docs/filters.md shows. */
export const filterExamples: readonly FilterExample[] = z.array(exampleSchema).parse(examples);
