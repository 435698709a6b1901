import * as z from 'zod/mini';
import { payloadFormatNames } from '../webhook.ts';
import { authPatchSchema, authSchema, headersPatchSchema, headersSchema } from './credentials-schema.ts';
import { filterSchema } from './filter-schema.ts';
import { healthDetailsViewSchema, healthViewSchema } from './health-schema.ts';
import { listQuerySchema } from './list-query-schema.ts';
import { optionsPatchSchema, optionsSchema } from './options-schema.ts';
import { sentenceLanguage } from './preview-schema.ts';
import { secretText } from './secret-schema.ts';
import { templateSchema } from './template-schema.ts';
import { displayName, timestamp } from './text-schemas.ts';
import { urlText } from './url-schema.ts';

const format = z.enum(payloadFormatNames);

/** What a customer sets up, and a merge patch is applied to. */
export const webhookSetupSchema = z.strictObject({
  name: displayName,
  url: urlText,
  filter: filterSchema,
  /** Absent: what the URL's host understands, else `standard`. */
  format: z.exactOptional(format),
  template: z.exactOptional(templateSchema),
  options: z._default(optionsSchema, {}),
});

/** The body of a creation. */
export const webhookInputSchema = z.extend(webhookSetupSchema, {
  secret: z.exactOptional(secretText),
  headers: z.exactOptional(headersSchema),
  auth: z.exactOptional(authSchema),
});

/** RFC 7396: `null` removes a member, so that it takes its default again. */
export const webhookPatchSchema = z.strictObject({
  name: z.exactOptional(z.nullable(displayName)),
  url: z.exactOptional(z.nullable(urlText)),
  filter: z.exactOptional(
    z.nullable(z.strictObject({ anyOf: z.exactOptional(z.nullable(filterSchema.shape.anyOf)) })),
  ),
  format: z.exactOptional(z.nullable(format)),
  template: z.exactOptional(z.nullable(templateSchema)),
  options: z.exactOptional(z.nullable(optionsPatchSchema)),
  headers: z.exactOptional(z.nullable(headersPatchSchema)),
  auth: z.exactOptional(z.nullable(authPatchSchema)),
});

/** `?language=en|ru`: with it filters are put into sentences. */
export const webhookQuerySchema = z.strictObject({ language: z.exactOptional(sentenceLanguage) });

/** `GET /v1/webhooks`: a page, and the same. */
export const webhookListQuerySchema = z.extend(listQuerySchema, webhookQuerySchema.shape);

/** What happens to events while the webhook is paused. */
export const pauseInputSchema = z.strictObject({
  events: z._default(z.enum(['hold', 'drop']), 'hold'),
});

/** A body that has nothing to say. */
export const emptyInputSchema = z.strictObject({});

export const webhookViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  filter: filterSchema,
  status: z.enum(['active', 'failing', 'paused', 'disabled']),
  statusReason: z.nullable(z.enum(['failures', 'gone'])),
  rule: z.enum(['live', 'pending', 'off']),
  /** Companies of the filter that have taken their grant back: their events do not come. */
  noAccessTo: z.array(z.string()),
  slowSince: z.nullable(timestamp),
  format,
  template: z.exactOptional(templateSchema),
  options: optionsSchema,
  health: healthViewSchema,
  headerNames: z.array(z.string()),
  authType: z.nullable(z.enum(['basic', 'bearer'])),
  createdAt: timestamp,
  updatedAt: timestamp,
});

/** The filter in plain words, as a preview says it; there when the query says the language. */
const sentence = z.exactOptional(z.string());

/** One webhook, with what has to be looked up. */
export const webhookDetailsViewSchema = z.extend(webhookViewSchema, {
  health: healthDetailsViewSchema,
  sentence,
});

/** A webhook in a list. */
export const listedWebhookViewSchema = z.extend(webhookViewSchema, { sentence });

/** The answer to a creation: shows the secret. */
export const createdWebhookViewSchema = z.extend(webhookViewSchema, { secret: z.string() });

/** The answer to a change. */
export const updatedWebhookViewSchema = z.extend(webhookViewSchema, {
  /** Present when the URL has got another origin: these headers were set for the old one and are sent no longer. */
  droppedHeaders: z.exactOptional(z.array(z.string())),
});

export const webhookListViewSchema = z.object({
  items: z.array(listedWebhookViewSchema),
  nextCursor: z.nullable(z.string()),
});

export type WebhookInput = z.infer<typeof webhookInputSchema>;
export type WebhookQuery = z.infer<typeof webhookQuerySchema>;
export type WebhookListQuery = z.infer<typeof webhookListQuerySchema>;
export type WebhookPatch = z.infer<typeof webhookPatchSchema>;
export type PauseInput = z.infer<typeof pauseInputSchema>;
export type WebhookView = z.infer<typeof webhookViewSchema>;
export type WebhookDetailsView = z.infer<typeof webhookDetailsViewSchema>;
export type CreatedWebhookView = z.infer<typeof createdWebhookViewSchema>;
export type UpdatedWebhookView = z.infer<typeof updatedWebhookViewSchema>;
export type ListedWebhookView = z.infer<typeof listedWebhookViewSchema>;
export type WebhookListView = z.infer<typeof webhookListViewSchema>;
