import * as z from 'zod/mini';

const keyPrefix = 'WEBHOOK#';

const image = z.object({ slowSince: z.exactOptional(z.object({ S: z.string() })) });

/** A record as Lambda hands it over: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const recordSchema = z.object({
  dynamodb: z.object({
    Keys: z.object({
      pk: z.object({ S: z.string().check(z.startsWith(keyPrefix)) }),
      sk: z.object({ S: z.literal('WEBHOOK') }),
    }),
    NewImage: image,
    OldImage: image,
  }),
});

/** @returns the webhook of which this record says that its lane has changed; `undefined` when it says something else */
export function movedWebhookOf(record: unknown): string | undefined {
  const { data } = recordSchema.safeParse(record);
  if (data === undefined) return undefined;
  const { Keys, NewImage, OldImage } = data.dynamodb;
  if (NewImage.slowSince?.S === OldImage.slowSince?.S) return undefined;
  return Keys.pk.S.slice(keyPrefix.length);
}
