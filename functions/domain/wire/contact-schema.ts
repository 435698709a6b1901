import * as z from 'zod/mini';
import { says } from './issue-text.ts';
import { platformId, timestamp } from './text-schemas.ts';

/** RFC 5321 §4.5.3.1.3: 256 with the angle brackets. */
const maxEmailLength = 254;

/** ASCII, as every mail server takes it. */
const email = z
  .string()
  .check(
    z.maxLength(maxEmailLength),
    z.regex(
      /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/,
      says('not-an-email', 'Must be an e-mail address in plain letters, such as ops@example.com.'),
    ),
  );

export const contactInputSchema = z.strictObject({ companyId: platformId, email });

export const contactViewSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  email: z.string(),
  /** Only a confirmed one gets notices. */
  status: z.enum(['unconfirmed', 'confirmed', 'unsubscribed']),
  createdAt: timestamp,
  confirmedAt: z.nullable(timestamp),
});

export const contactListViewSchema = z.object({ items: z.array(contactViewSchema) });

/** `?companyId=` */
export const contactsQuerySchema = z.strictObject({ companyId: platformId });

/** `?token=`, as the mail's link has it; whether it is good, the page says. */
export const tokenQuerySchema = z.object({ token: z._default(z.string(), '') });

export type ContactInput = z.infer<typeof contactInputSchema>;
export type ContactView = z.infer<typeof contactViewSchema>;
export type ContactListView = z.infer<typeof contactListViewSchema>;
export type ContactsQuery = z.infer<typeof contactsQuerySchema>;
export type TokenQuery = z.infer<typeof tokenQuerySchema>;
