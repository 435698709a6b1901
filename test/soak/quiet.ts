import { setTimeout as delay } from 'node:timers/promises';
import type { Finehook } from '../support/finehook.ts';
import type { Ledger } from './ledger.ts';
import type { SoakEvent } from './soak-events.ts';
import { type QueueCounts, type SoakQueues, total } from './soak-queues.ts';
import { readRecords, readStates } from './soak-records.ts';
import { type SoakWebhook, wants } from './soak-webhooks.ts';
import { type FinalState, isRightly } from './verdict.ts';

/** What is looked at. */
export interface Surroundings {
  readonly finehook: Finehook;
  readonly queues: SoakQueues;
  readonly ledger: Ledger;
  readonly eventIds: ReadonlyMap<string, number>;
  readonly webhooks: readonly SoakWebhook[];
  readonly webhookIds: readonly string[];
  readonly eventOf: (index: number) => SoakEvent;
  readonly openCalls: () => number;
}

export interface QuietOptions {
  readonly quietWithinMs: number;
  readonly waitsForCopies: boolean;
}

const lookMs = 1_000;

/** Functions whose schedules are too slow for a test. */
const hurried = ['Sweeper', 'DeadLetterHandler'];
/** One that stands still is not waited for until its timeout. */
const patienceMs = 3_000;

/** Where nothing may wait even when copies may. */
const stations: ReadonlySet<string> = new Set(['DeadLetterQueue', 'IsolationQueue', 'RuleDeadLetterQueue']);

/**
 * Waits until every delivery has come to its end: nothing is pending, only disabled webhooks have something held, each webhook is
 * what it must be in the end, and no message is on its way. The schedules' work is asked for more often than the schedules would.
 * @returns how the webhooks have ended
 */
export async function untilQuiet(
  world: Surroundings,
  { quietWithinMs, waitsForCopies }: QuietOptions,
  tell: (line: string) => void,
): Promise<FinalState[]> {
  const untilMs = performance.now() + quietWithinMs;
  for (;;) {
    await Promise.all(hurried.map(name => hurry(world.finehook, name)));
    const counts = await world.queues.counts();
    const isOver = performance.now() > untilMs;
    const isStill = waitsForCopies ? total(counts) === 0 : nothingNew(counts);
    if (isOver || (isStill && world.openCalls() === 0)) {
      const waiting = await readRecords(world.finehook, world.ledger, world.eventIds, world.webhookIds);
      const states = await readStates(world.finehook, world.webhookIds);
      const open = openDeliveries(world, states);
      const wrong = world.webhooks.filter(({ kind, index }) => !isRightly(kind, states[index]));
      if (open === 0 && wrong.length === 0) return states;
      if (isOver) {
        tell(`not quiet in time: ${JSON.stringify({ open, wrong: wrong.length, waiting, counts })}`);
        return states;
      }
    }
    await delay(lookMs);
  }
}

async function hurry(finehook: Finehook, name: string): Promise<void> {
  // Faults strike these runs too; the next ones take up what they leave.
  await Promise.race([finehook.invoke(name).catch(() => undefined), delay(patienceMs)]);
}

function nothingNew(counts: readonly QueueCounts[]): boolean {
  const atStations = counts.filter(({ name }) => stations.has(name));
  return total(atStations) === 0 && counts.every(({ ready }) => ready === 0);
}

/** Deliveries that have no record, are pending, or are held although their webhook is called. */
function openDeliveries({ ledger, webhooks, eventOf }: Surroundings, states: readonly FinalState[]): number {
  let open = 0;
  for (let index = 0; index < ledger.events; index++) {
    const event = eventOf(index);
    for (const webhook of webhooks) {
      if (!wants(webhook, event)) continue;
      const record = ledger.recordOf(webhook.index, index);
      const isHeld = record === 'held' && states[webhook.index]?.status !== 'disabled';
      if (record === undefined || record === 'pending' || isHeld) open += 1;
    }
  }
  return open;
}
