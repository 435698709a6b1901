import * as z from 'zod/mini';
import type { HealthChange } from '../domain/health-change.ts';
import type { HistorianDependencies } from './dependencies.ts';
import { followChange, followLane } from './follow-change.ts';

const batchSchema = z.object({ Records: z.array(z.unknown()) });
const positionSchema = z.object({
  eventID: z.optional(z.string()),
  dynamodb: z.object({ SequenceNumber: z.string(), Keys: z.optional(z.unknown()) }),
});

/** https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Follows the changes of webhooks' health and lanes, and of grants, in their order. From the first one on that fails, Lambda brings them again; one
 * that cannot be read goes to the dead-letter queue, since it would hold up all others for ever.
 * @throws the schema's error for an input that is no batch of a stream
 */
export async function receiveChanges(deps: HistorianDependencies, input: unknown): Promise<BatchAnswer> {
  for (const record of batchSchema.parse(input).Records) {
    const { SequenceNumber } = positionSchema.parse(record).dynamodb;
    try {
      await follow(deps, record);
    } catch (error) {
      deps.log.error('a change comes again', { sequenceNumber: SequenceNumber, error });
      return { batchItemFailures: [{ itemIdentifier: SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}

async function follow(deps: HistorianDependencies, record: unknown): Promise<void> {
  const movedId = deps.movedWebhookOf(record);
  if (movedId !== undefined) return followLane(deps, movedId);
  const grantedTo = deps.grantedCompanyOf(record);
  // Not left to a schedule: what is withdrawn has to end within a minute.
  if (grantedTo !== undefined) return deps.grants.request(grantedTo);
  return followHealth(deps, record);
}

async function followHealth(deps: HistorianDependencies, record: unknown): Promise<void> {
  const change = await readOrBury(deps, record);
  if (change !== undefined) await followChange(deps, change);
}

/** @throws Error when the dead-letter queue did not take it */
async function readOrBury(
  { readChange, deadLetters, log }: HistorianDependencies,
  record: unknown,
): Promise<HealthChange | undefined> {
  try {
    return readChange(record);
  } catch (error) {
    const { eventID, dynamodb } = positionSchema.parse(record);
    log.error('a change cannot be read', { eventID, keys: dynamodb.Keys, error });
    const [isTaken] = await deadLetters.send([{ body: JSON.stringify(record), delaySeconds: 0, hops: 0 }]);
    if (isTaken !== true) throw error;
    return undefined;
  }
}
