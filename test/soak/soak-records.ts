import * as z from 'zod/mini';
import type { Finehook } from '../support/finehook.ts';
import type { Ledger, RecordedStatus } from './ledger.ts';
import type { FinalState } from './verdict.ts';

const attempts = 5;
const refusals: ReadonlySet<number> = new Set([400, 413, 415, 422]);
const gone = 410;

const pageSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      eventId: z.string(),
      status: z.enum(['pending', 'delivered', 'held', 'failed']),
      attempts: z.array(z.object({ status: z.nullable(z.number()) })),
    }),
  ),
  nextCursor: z.nullable(z.string()),
});

const webhookSchema = z.object({ status: z.string(), statusReason: z.nullable(z.string()) });

type Item = z.infer<typeof pageSchema>['items'][number];

/** What became of a delivery, in the words of the ledger. */
export function recordedStatus({
  status,
  attempts: made,
}: Pick<Item, 'status' | 'attempts'>): RecordedStatus {
  if (status !== 'failed') return status;
  const last = made.at(-1)?.status ?? 0;
  if (last === gone) return 'gone';
  if (refusals.has(last)) return 'refused';
  return made.length >= attempts ? 'exhausted' : 'failed';
}

/** How many deliveries still wait for something. */
export interface Waiting {
  readonly pending: number;
  /** By the webhook's number. */
  readonly held: readonly number[];
}

/** Reads all deliveries of a webhook by the API into the ledger. */
async function readWebhook(
  finehook: Finehook,
  {
    ledger,
    eventIds,
    webhook,
    id,
  }: { ledger: Ledger; eventIds: ReadonlyMap<string, number>; webhook: number; id: string },
): Promise<{ pending: number; held: number }> {
  const waiting = { pending: 0, held: 0 };
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await finehook.api('GET', `/v1/webhooks/${id}/deliveries?limit=100${query}`);
    const page = pageSchema.parse(body);
    for (const item of page.items) {
      const event = eventIds.get(item.eventId);
      if (event === undefined) {
        ledger.violate({ rule: 'a record is of no event', webhook, event, detail: item.id });
        continue;
      }
      if (ledger.recordOf(webhook, event) !== undefined) {
        ledger.violate({ rule: 'an event has two records', webhook, event, detail: item.id });
      }
      ledger.noteRecord(webhook, event, recordedStatus(item), item.attempts.length);
      if (item.status === 'pending') waiting.pending += 1;
      if (item.status === 'held') waiting.held += 1;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return waiting;
}

export async function readRecords(
  finehook: Finehook,
  ledger: Ledger,
  eventIds: ReadonlyMap<string, number>,
  webhookIds: readonly string[],
): Promise<Waiting> {
  ledger.forgetRecords();
  const held: number[] = [];
  let pending = 0;
  for (const [webhook, id] of webhookIds.entries()) {
    const waiting = await readWebhook(finehook, { ledger, eventIds, webhook, id });
    pending += waiting.pending;
    held.push(waiting.held);
  }
  return { pending, held };
}

export async function readStates(finehook: Finehook, webhookIds: readonly string[]): Promise<FinalState[]> {
  const states: FinalState[] = [];
  for (const id of webhookIds) {
    states.push(webhookSchema.parse((await finehook.api('GET', `/v1/webhooks/${id}`)).body));
  }
  return states;
}
