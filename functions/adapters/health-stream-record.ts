import * as z from 'zod/mini';
import type { HealthChange } from '../domain/health-change.ts';
import { healthOf } from './health-item.ts';

const keyPrefix = 'WEBHOOK#';

/** A record as Lambda hands it over: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const recordSchema = z.object({
  dynamodb: z.object({
    Keys: z.object({
      pk: z.object({ S: z.string().check(z.startsWith(keyPrefix)) }),
      sk: z.object({ S: z.literal('HEALTH') }),
    }),
    NewImage: z.unknown(),
    OldImage: z.optional(z.unknown()),
  }),
});

/** @throws the schema's error for a record that is no write of a webhook's health */
export function healthChangeOf(record: unknown): HealthChange {
  const { Keys, NewImage, OldImage } = recordSchema.parse(record).dynamodb;
  return {
    webhookId: Keys.pk.S.slice(keyPrefix.length),
    before: OldImage === undefined ? undefined : healthOf(OldImage),
    after: healthOf(NewImage),
  };
}
