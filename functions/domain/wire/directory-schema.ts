import * as z from 'zod/mini';
import { directoryKinds } from '../directory.ts';
import { says } from './issue-text.ts';
import { defaultPageSize, pageSizeSchema } from './list-query-schema.ts';
import { maxCharacters, platformId } from './text-schemas.ts';
import { isVisible } from './visible-text.ts';

/** Of one request. */
export const maxDirectoryChanges = 500;
const maxDirectoryNameLength = 200;

const kind = z.enum(directoryKinds);

/** As the platform has it: what would not be shown on one line is left out where it is shown. */
const directoryName = z
  .string()
  .check(
    z.minLength(1),
    maxCharacters(maxDirectoryNameLength),
    z.refine(isVisible, says('blank', 'A name cannot be blank.')),
  );

const key = { companyId: platformId, kind, id: platformId };

const entrySchema = z.strictObject({ ...key, name: directoryName });

/** What is to be changed; what it does not name stays as it is. */
export const directoryInputSchema = z
  .strictObject({
    upsert: z._default(z.array(entrySchema), []),
    delete: z._default(z.array(z.strictObject(key)), []),
  })
  .check(
    z.refine(
      ({ upsert, delete: removed }) => upsert.length + removed.length <= maxDirectoryChanges,
      says(
        'too-many',
        `At most ${maxDirectoryChanges} changes are taken at once, "upsert" and "delete" together.`,
        maxDirectoryChanges,
      ),
    ),
  );

export const directoryResultViewSchema = z.object({ upserted: z.int(), deleted: z.int() });

export const directoryEntryViewSchema = z.object({
  companyId: z.string(),
  kind,
  id: z.string(),
  name: z.string(),
});

export const directoryViewSchema = z.object({
  items: z.array(directoryEntryViewSchema),
  nextCursor: z.nullable(z.string()),
});

/** `?companyId=&kind=&limit=&cursor=`; without a company only the names of companies. */
export const directoryQuerySchema = z
  .strictObject({
    companyId: z.exactOptional(platformId),
    kind: z.exactOptional(kind),
    limit: z._default(pageSizeSchema, defaultPageSize),
    cursor: z.exactOptional(z.string()),
  })
  .check(
    z.refine(({ companyId, kind }) => companyId !== undefined || kind === 'company', {
      ...says('required', 'A list without a company is of the kind "company".'),
      path: ['companyId'],
    }),
  );

export type DirectoryInput = z.infer<typeof directoryInputSchema>;
export type DirectoryResultView = z.infer<typeof directoryResultViewSchema>;
export type DirectoryView = z.infer<typeof directoryViewSchema>;
export type DirectoryQuery = z.infer<typeof directoryQuerySchema>;
