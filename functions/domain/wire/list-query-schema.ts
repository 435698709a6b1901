import * as z from 'zod/mini';
import { says } from './issue-text.ts';

export const maxPageSize = 100;
export const defaultPageSize = 20;

const sizeError = says('not-allowed', `Must be a whole number from 1 to ${maxPageSize}.`);

/** Query parameters are texts; only plain decimal numbers are taken. */
export const pageSizeSchema = z.pipe(
  z.string().check(z.regex(/^[1-9][0-9]{0,2}$/, sizeError)),
  z.pipe(
    z.transform((text: string) => Number(text)),
    z.number().check(z.maximum(maxPageSize, sizeError)),
  ),
);

/** `?limit=1..100&cursor=`: a page of a list, newest first. */
export const listQuerySchema = z.strictObject({
  limit: z._default(pageSizeSchema, defaultPageSize),
  cursor: z.exactOptional(z.string()),
});

export type ListQuery = z.infer<typeof listQuerySchema>;
