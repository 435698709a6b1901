import * as z from 'zod/mini';
import { says } from './issue-text.ts';
import { defaultPageSize, pageSizeSchema } from './list-query-schema.ts';
import { platformId, timestamp } from './text-schemas.ts';

export const grantInputSchema = z
  .strictObject({
    /** Whose events they are. */
    companyId: platformId,
    /** Whose webhooks may listen to them. */
    toCompanyId: platformId,
  })
  .check(
    z.refine(({ companyId, toCompanyId }) => companyId !== toCompanyId, {
      ...says('needs-no-grant', 'A company listens to its own events without a grant.'),
      path: ['toCompanyId'],
    }),
  );

/** `?companyId=&direction=given|received&limit=&cursor=` */
export const grantsQuerySchema = z.strictObject({
  companyId: platformId,
  direction: z._default(z.enum(['given', 'received']), 'given'),
  limit: z._default(pageSizeSchema, defaultPageSize),
  cursor: z.exactOptional(z.string()),
});

export const grantViewSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  toCompanyId: z.string(),
  createdAt: timestamp,
  /** `key:` and an API key’s id, or `user:` and that of a person. */
  createdBy: z.string(),
});

export const grantListViewSchema = z.object({
  items: z.array(grantViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type GrantInput = z.infer<typeof grantInputSchema>;
export type GrantsQuery = z.infer<typeof grantsQuerySchema>;
export type GrantView = z.infer<typeof grantViewSchema>;
export type GrantListView = z.infer<typeof grantListViewSchema>;
