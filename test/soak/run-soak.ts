import { slowWorkerTimeoutSeconds } from '../../lib/slow-worker.ts';
import { faultCounts } from '../support/fault-control.ts';
import { Finehook } from '../support/finehook.ts';
import { startLocalRun } from '../support/local-run.ts';
import { duplicatesBound, type FaultCounts } from './duplicates-bound.ts';
import { Ledger } from './ledger.ts';
import { publishAll } from './publisher.ts';
import { untilQuiet } from './quiet.ts';
import type { ReceiverKind } from './receiver-kinds.ts';
import { companyIds, soakEvent } from './soak-events.ts';
import { soakQueues } from './soak-queues.ts';
import { startSoakReceivers } from './soak-receivers.ts';
import { filterOf, soakWebhooks } from './soak-webhooks.ts';
import { judge, type LedgerLine } from './verdict.ts';

export interface SoakOptions {
  readonly seed: string;
  readonly events: number;
  readonly webhooks: number;
  readonly kinds: readonly ReceiverKind[];
  readonly eventsPerSecond: number;
  /** How long a receiver fails that then is well. */
  readonly recoversAfterMs: number;
  /** How long everything may take to come to rest after the last event. */
  readonly quietWithinMs: number;
  /** Whether to wait for copies of messages too, which find nothing to do: some are hidden for two minutes. */
  readonly waitsForCopies: boolean;
  /** What comes after `npm start --`. */
  readonly args: readonly string[];
}

export interface SoakReport {
  readonly lines: readonly LedgerLine[];
  readonly ledger: Ledger;
  readonly faults: FaultCounts;
  readonly duplicatesBound: number;
  readonly publishedMs: number;
  readonly quietMs: number;
  readonly maxRssMb: number;
  readonly webhookIds: readonly string[];
  /** By number: the ids that EventBridge gave. */
  readonly eventIds: ReadonlyMap<number, string>;
  readonly logDirectory: string | undefined;
}

/** How long one call may take. */
const requestTimeoutMs = 1_000;
const workerTimeoutSeconds = 6;

/** Everything short, so that a run meets every state within minutes. */
const shortTimes: readonly string[] = [
  ['retryDelays', '1,1,2,4'],
  ['requestTimeout', String(requestTimeoutMs / 1_000)],
  ['workerTimeout', String(workerTimeoutSeconds)],
  ['deadLetterDelays', '1,1,2,2,4,4'],
  ['workerConcurrency', '4'],
  ['recentEventsWindow', '1'],
  ['failureSpacing', '1'],
  ['healthCheckDelays', '1,4'],
  ['disabledCheckInterval', '5'],
  // Most receivers that are ill fall ill at once here.
  ['transitionLimit', '100000'],
].flatMap(([name, value]) => ['--set', `${name}=${value}`]);

/** @param tell what goes on, a line at a time */
export async function runSoak(options: SoakOptions, tell: (line: string) => void): Promise<SoakReport> {
  const { seed, events, kinds } = options;
  const eventOf = (index: number) => soakEvent(seed, index);
  const webhooks = soakWebhooks(seed, options.webhooks, kinds);
  const ledger = new Ledger(events, webhooks.length);
  const run = await startLocalRun({ args: [...shortTimes, ...options.args] });
  const receivers = await startSoakReceivers({
    seed,
    kinds: webhooks.map(({ kind }) => kind),
    ledger,
    eventOf,
    timeoutMs: requestTimeoutMs,
    recoversAfterMs: options.recoversAfterMs,
  });
  try {
    const finehook = new Finehook(run.runtime);
    const queues = await soakQueues(finehook.sqs);
    // A second longer than a worker lives, instead of six times as long.
    await queues.shortenVisibility(
      name => (name === 'SlowQueue' ? slowWorkerTimeoutSeconds : workerTimeoutSeconds) + 1,
    );
    for (const companyId of companyIds) {
      const others = companyIds.filter(other => other !== companyId);
      for (const other of others) await finehook.grant(companyId, other);
    }
    const webhookIds: string[] = [];
    for (const webhook of webhooks) {
      const { status, body } = await finehook.api('POST', '/v1/webhooks', {
        name: `${webhook.kind} ${webhook.index}`,
        url: receivers.urlOf(webhook.index),
        filter: filterOf(webhook),
      });
      if (status !== 201) throw new Error(`no webhook: ${status} ${JSON.stringify(body)}`);
      receivers.expectSecret(webhook.index, body.secret);
      webhookIds.push(body.id);
    }

    let published = 0;
    let maxRssMb = 0;
    const startMs = performance.now();
    const progress = setInterval(() => {
      maxRssMb = Math.max(maxRssMb, process.memoryUsage.rss() / 2 ** 20);
      const seconds = Math.round((performance.now() - startMs) / 1_000);
      tell(
        `${seconds} s: ${published} published, ${ledger.calls} calls, ${ledger.violationCount} violations`,
      );
    }, 10_000);
    const eventIds = await publishAll({
      eventBridge: finehook.eventBridge,
      eventBusName: run.runtime.eventBusName,
      events,
      eventsPerSecond: options.eventsPerSecond,
      eventOf,
      backlog: async () => (await queues.counts()).reduce((sum, { ready }) => sum + ready, 0),
      onPublished: count => {
        published += count;
      },
    });
    const publishedMs = performance.now() - startMs;
    tell(`all published after ${Math.round(publishedMs / 1_000)} s`);
    const finalStates = await untilQuiet(
      {
        finehook,
        queues,
        ledger,
        eventIds,
        webhooks,
        webhookIds,
        eventOf,
        openCalls: () => receivers.openCalls,
      },
      options,
      tell,
    );
    const quietMs = performance.now() - startMs;
    clearInterval(progress);
    const lines = judge({ ledger, webhooks, finalStates, eventOf });
    const faults = await faultCounts(run.runtime);
    return {
      lines,
      ledger,
      faults,
      duplicatesBound: duplicatesBound(faults),
      publishedMs,
      quietMs,
      maxRssMb,
      webhookIds,
      eventIds: new Map([...eventIds].map(([id, index]) => [index, id])),
      logDirectory: run.logDirectory,
    };
  } finally {
    await receivers.close();
    await run.stop();
  }
}
