import { type SizedEntry, toBatches } from './batches.ts';

/** What PutEvents says of one entry. */
export interface PutResult {
  readonly EventId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** Why an event is not on the bus, as far as anybody knows. */
export interface PutFailure {
  readonly status: 'failed';
  /** EventBridge's ErrorCode; `CallFailed`: nothing is known of it, it may be on the bus; `NotSent`: it never was sent. */
  readonly code: string;
  readonly detail: string;
  /** Whether the same event may get through later. */
  readonly retryable: boolean;
}

/** What became of one event. */
export type PutOutcome = { readonly status: 'accepted'; readonly id: string } | PutFailure;

/** Clock, randomness and waiting. */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 ≤ random < 1 */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}

export interface PutOptions<Entry> {
  /** One PutEvents call. @returns a result per entry, in order */
  readonly put: (entries: readonly Entry[]) => Promise<readonly PutResult[]>;
  /** What a call that threw says. @throws what is no failure of the call */
  readonly failureOf: (error: unknown) => Pick<PutFailure, 'detail' | 'retryable'>;
  readonly timing: Timing;
  /** Milliseconds after which no other call is begun. */
  readonly giveUpAfterMs: number;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html, "Non-retryable errors" */
const finalCodes: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'InvalidAccountIdException',
  'InvalidArgument',
  'MalformedDetail',
  'NotAuthorizedForDetailTypeException',
  'NotAuthorizedForSourceException',
  'RedactionFailure',
  'ResourceNotFoundException',
]);

/** Of one entry. */
export const maxTries = 6;
const baseMs = 100;
const capMs = 5_000;

/**
 * Puts entries onto the bus, batch after batch in their order. PutEvents answers HTTP 200 when it refuses entries: those
 * that it may take later are sent again, alone, with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). A call that fails as a whole was tried again by
 * the client already: it ends the work.
 * @returns an outcome per entry, in order
 */
export async function putEntries<Entry extends SizedEntry>(
  entries: readonly Entry[],
  options: PutOptions<Entry>,
): Promise<PutOutcome[]> {
  const { failureOf, timing, giveUpAfterMs } = options;
  const deadlineMs = timing.now() + giveUpAfterMs;
  const outcomes: PutOutcome[] = [];
  for (const batch of toBatches(entries)) {
    if (timing.now() >= deadlineMs)
      return [...outcomes, ...entries.slice(outcomes.length).map(() => tooLate)];
    const ofBatch = batch.map((): PutOutcome => unanswered);
    try {
      await putBatch(batch, ofBatch, options, deadlineMs);
      outcomes.push(...ofBatch);
    } catch (error) {
      const failed = { status: 'failed', ...failureOf(error) } as const;
      // What the batch's earlier calls have settled stays so.
      outcomes.push(...ofBatch.map(one => (isOpen(one) ? { ...failed, code: 'CallFailed' } : one)));
      const notSent = { ...failed, code: 'NotSent', retryable: true };
      return [...outcomes, ...entries.slice(outcomes.length).map(() => notSent)];
    }
  }
  return outcomes;
}

const tooLate: PutFailure = {
  status: 'failed',
  code: 'NotSent',
  detail: 'no time was left for it',
  retryable: true,
};

const unanswered: PutFailure = {
  status: 'failed',
  code: 'InternalFailure',
  detail: 'EventBridge did not say what became of it',
  retryable: true,
};

function isOpen(outcome: PutOutcome | undefined): boolean {
  return outcome?.status === 'failed' && outcome.retryable;
}

/** @param outcomes of the batch, written by index as they become known */
async function putBatch<Entry>(
  batch: readonly Entry[],
  outcomes: PutOutcome[],
  { put, timing }: PutOptions<Entry>,
  deadlineMs: number,
): Promise<void> {
  let left = batch.map((entry, index) => ({ entry, index }));
  for (let tries = 1; ; tries++) {
    const results = await put(left.map(({ entry }) => entry));
    for (const [i, { index }] of left.entries()) outcomes[index] = outcomeOf(results[i]);
    left = left.filter(({ index }) => isOpen(outcomes[index]));
    const waitMs = Math.floor(timing.random() * Math.min(capMs, baseMs * 2 ** (tries - 1)));
    if (left.length === 0 || tries === maxTries || timing.now() + waitMs >= deadlineMs) return;
    await timing.wait(waitMs);
  }
}

function outcomeOf(result: PutResult | undefined): PutOutcome {
  if (result?.EventId !== undefined) return { status: 'accepted', id: result.EventId };
  if (result?.ErrorCode === undefined) return unanswered;
  const { ErrorCode: code, ErrorMessage: detail = 'EventBridge said no more' } = result;
  return { status: 'failed', code, detail, retryable: !finalCodes.has(code) };
}
