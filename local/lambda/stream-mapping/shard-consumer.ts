import type { StreamMappingDefinition } from '../../cloudformation/run-plan.ts';
import type { InvocationAnswer, Invoker } from '../invoker.ts';
import type { Changes } from './changes.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { Discarded } from './failure-record.ts';
import { passes } from './filter.ts';
import { type Batch, expiredCount, type NextStep, nextStep } from './next-step.ts';
import type { ShardReader } from './shard-reader.ts';
import { type StreamRecord, streamRecord } from './stream-record.ts';
import { untilDone } from './until-done.ts';

export interface ShardConsumerOptions {
  readonly mapping: StreamMappingDefinition;
  readonly shardId: string;
  readonly functionArn: string;
  readonly reader: ShardReader;
  readonly changes: Changes;
  readonly invoker: Pick<Invoker, 'invoke'>;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number) => Promise<unknown>;
  checkpoint(checkpoint: Checkpoint): void;
  /** Resolves when the on-failure destination, if there is one, has kept it; rejects when the signal is aborted. */
  discard(discarded: Discarded): Promise<void>;
  log(message: string): void;
}

/** What an event may have: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxEventBytes = 6 * 1024 * 1024 - 100;

/** Gives the function the records of a shard in their order, batch after batch, to its end. Rejects when the signal is aborted. */
export async function consumeShard(options: ShardConsumerOptions): Promise<void> {
  const { checkpoint } = options;
  for (;;) {
    const { records, readUpTo, isEnd } = await gather(options);
    await work(records, options);
    // Past what the filter has left out, too.
    if (isEnd) return checkpoint({ kind: 'end' });
    if (readUpTo !== undefined) checkpoint({ kind: 'after', sequenceNumber: readUpTo });
  }
}

interface Gathered {
  readonly records: readonly StreamRecord[];
  readonly readUpTo: string | undefined;
  readonly isEnd: boolean;
}

/** Reads until there is a whole batch, or the window has passed since its first record. */
async function gather(options: ShardConsumerOptions): Promise<Gathered> {
  const { mapping, reader, shardId, changes, signal, now, pause, log } = options;
  const { batchSize, windowMs, filters, streamArn } = mapping;
  const records: StreamRecord[] = [];
  let readUpTo: string | undefined;
  let windowEndsMs = Number.POSITIVE_INFINITY;
  for (;;) {
    const found = await untilDone(() => reader.read(batchSize - records.length, signal), {
      signal,
      pause,
      onError: reason => log(`cannot read ${shardId}: ${reason}`),
    });
    if (found === 'end') return { records, readUpTo, isEnd: true };
    for (const record of found.map(it => streamRecord(it, streamArn))) {
      readUpTo = record.sequenceNumber;
      if (passes(filters, record.json)) records.push(record);
    }
    if (records.length === 0 && readUpTo !== undefined) break;
    if (records.length > 0) windowEndsMs = Math.min(windowEndsMs, now() + windowMs);
    if (records.length >= batchSize || now() >= windowEndsMs) break;
    if (found.length === 0) await changes.wait(signal, Math.max(windowEndsMs - now(), 0));
    signal.throwIfAborted();
  }
  return { records, readUpTo, isEnd: false };
}

/** Has the function work on all records, as far as its answers and the mapping's limits allow. */
async function work(records: readonly StreamRecord[], options: ShardConsumerOptions): Promise<void> {
  const { mapping, signal, now, shardId, functionArn } = options;
  const { streamArn } = mapping;
  let answer: InvocationAnswer | undefined;
  let pending: readonly Batch[] = batchesOf(records);
  const isBehind = (done: readonly StreamRecord[]): void => {
    const sequenceNumber = done.at(-1)?.sequenceNumber;
    if (sequenceNumber !== undefined) options.checkpoint({ kind: 'after', sequenceNumber });
  };
  const giveUp = async (given: Pick<Discarded, 'records' | 'condition' | 'invocations'>): Promise<void> => {
    const last = given.invocations > 0 ? answer : undefined;
    await options.discard({ ...given, answer: last, shardId, streamArn, functionArn });
    isBehind(given.records);
  };

  for (let [batch, ...rest] = pending; batch !== undefined; [batch, ...rest] = pending) {
    signal.throwIfAborted();
    const expired = expiredCount(batch.records, mapping.maximumAgeMs, now());
    if (expired > 0) {
      const [old, fresh] = [batch.records.slice(0, expired), batch.records.slice(expired)];
      await giveUp({ records: old, condition: 'RecordAgeExceeded', invocations: batch.failures });
      pending = fresh.length === 0 ? rest : [{ records: fresh, failures: 0, tries: 0 }, ...rest];
      continue;
    }
    answer = await invoke(batch, options);
    const step = nextStep(batch, answer, mapping);
    switch (step.kind) {
      case 'done':
        isBehind(batch.records);
        pending = rest;
        break;
      case 'retry':
        isBehind(batch.records.slice(0, step.done));
        pending = [...step.batches, ...rest];
        await options.pause(step.delayMs);
        break;
      case 'discard': {
        const { condition, done, failures } = step;
        isBehind(batch.records.slice(0, done));
        await giveUp({ records: batch.records.slice(done), condition, invocations: failures });
        pending = rest;
      }
    }
  }
}

function invoke(batch: Batch, { mapping, invoker }: ShardConsumerOptions): Promise<InvocationAnswer> {
  return invoker.invoke({
    functionName: mapping.functionName,
    payload: `{"Records":[${batch.records.map(record => record.json).join(',')}]}`,
    invocationType: 'RequestResponse',
    describe: outcome => describeBatch(batch, nextStep(batch, outcome, mapping)),
  });
}

function describeBatch({ records }: Batch, step: NextStep): string {
  const done = step.kind === 'done' ? records.length : step.done;
  const failed = records.length - done;
  return `stream batch of ${records.length}${failed === 0 ? '' : `, ${failed} failed`}`;
}

/** Usually one; more when the records together are too large for an event. */
function batchesOf(records: readonly StreamRecord[]): readonly Batch[] {
  const batches: StreamRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const size = Buffer.byteLength(record.json) + 1;
    if (bytes + size > maxEventBytes) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(record);
    bytes += size;
  }
  return batches.map(batch => ({ records: batch, failures: 0, tries: 0 }));
}
