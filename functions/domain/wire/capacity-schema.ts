import * as z from 'zod/mini';
import { platformId, timestamp } from './text-schemas.ts';

/** `?companyId=`: how many more webhooks that company may own. */
export const capacityQuerySchema = z.strictObject({ companyId: z.exactOptional(platformId) });

const count = z.int().check(z.minimum(0));

const busSchema = z.object({
  /** The construct's ruleQuota. */
  ruleQuota: count,
  /** As of the rule-reconciler's last run; null before the first. */
  counted: z.nullable(
    z.object({
      at: timestamp,
      /** All rules on the bus, also those that are switched off. */
      rules: count,
      rulesOfWebhooks: count,
      rulesLeft: count,
      /** Webhooks by what they say of their rule. */
      webhooks: z.object({ live: count, pending: count, off: count }),
    }),
  ),
});

const companySchema = z.object({
  companyId: z.string(),
  /** That it owns. */
  webhooks: count,
  /** The construct's webhooksPerCompany. */
  webhooksPerCompany: count,
  webhooksLeft: count,
});

export const capacityViewSchema = z.object({
  /** For whoever holds every company. */
  bus: z.exactOptional(busSchema),
  /** When it was asked for. */
  company: z.exactOptional(companySchema),
});

export type CapacityQuery = z.infer<typeof capacityQuerySchema>;
export type CapacityView = z.infer<typeof capacityViewSchema>;
