import * as z from 'zod/mini';

const image = z.object({ toCompanyId: z.object({ S: z.string() }) });

/** A record as Lambda hands it over: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
const recordSchema = z.object({
  dynamodb: z.object({
    Keys: z.object({ sk: z.object({ S: z.literal('GRANT') }) }),
    NewImage: z.optional(image),
    OldImage: z.optional(image),
  }),
});

/** @returns the company to which this record says that something was granted, or no longer is; `undefined` when it says something else */
export function grantedCompanyOf(record: unknown): string | undefined {
  const { NewImage, OldImage } = recordSchema.safeParse(record).data?.dynamodb ?? {};
  return (NewImage ?? OldImage)?.toCompanyId.S;
}
