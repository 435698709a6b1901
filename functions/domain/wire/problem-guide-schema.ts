import * as z from 'zod/mini';
import { problemViewSchema } from './problem-schema.ts';

/** What people are told of an error code. */
export const problemGuideViewSchema = z.object({
  /** As problems have it: it is how programs tell them apart. */
  type: z.url(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  meaning: z.string(),
  cause: z.string(),
  mend: z.string(),
  example: problemViewSchema,
});

export type ProblemGuideView = z.infer<typeof problemGuideViewSchema>;
