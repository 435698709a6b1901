import * as z from 'zod/mini';
import { maxKeptIdLength } from '../identifiers.ts';
import { deliveryStatusSchema } from './delivery-schema.ts';
import { says } from './issue-text.ts';
import { listQuerySchema } from './list-query-schema.ts';
import { maxCharacters, platformId } from './text-schemas.ts';

const keptId = z.string().check(z.minLength(1), maxCharacters(maxKeptIdLength));
const time = z.iso.datetime({ offset: true });

const filters = {
  status: z.exactOptional(deliveryStatusSchema),
  eventType: z.exactOptional(platformId),
  eventId: z.exactOptional(keptId),
  companyId: z.exactOptional(platformId),
  recordId: z.exactOptional(keptId),
  from: z.exactOptional(time),
  to: z.exactOptional(time),
};

interface Filters {
  readonly companyId?: string;
  readonly recordId?: string;
  readonly from?: string;
  readonly to?: string;
}

const windowHasLength = z.refine<Filters>(
  ({ from, to }: Filters) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to),
  { ...says('not-later', 'Must be later than "from".'), path: ['to'] },
);

const recordHasCompany = z.refine<Filters>(
  ({ recordId, companyId }: Filters) => recordId === undefined || companyId !== undefined,
  {
    ...says('required', 'Say of which company: the id of a record means something there only.'),
    path: ['companyId'],
  },
);

/** `GET /v1/webhooks/{id}/deliveries`: a page of those that all of this is true of. */
export const webhookDeliveriesQuerySchema = z
  .extend(listQuerySchema, filters)
  .check(windowHasLength, recordHasCompany);

/** `GET /v1/deliveries`: the same over webhooks. Without one of these three it would have to look at everything. */
export const deliverySearchQuerySchema = z
  .extend(listQuerySchema, { webhookId: z.exactOptional(z.string()), ...filters })
  .check(
    windowHasLength,
    recordHasCompany,
    z.refine(
      ({ webhookId, eventId, recordId }) =>
        webhookId !== undefined || eventId !== undefined || recordId !== undefined,
      {
        ...says(
          'required',
          'Say of which webhook, event or record: webhookId, eventId, or recordId with companyId.',
        ),
        path: ['webhookId'],
      },
    ),
  );

export type WebhookDeliveriesQuery = z.infer<typeof webhookDeliveriesQuerySchema>;
export type DeliverySearchQuery = z.infer<typeof deliverySearchQuerySchema>;
