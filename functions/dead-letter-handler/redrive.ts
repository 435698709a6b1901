import { isBeingCreated } from '../domain/being-created.ts';
import type { Log, MessageSource, Metrics, Queue, SourcedMessage, WebhookStore } from '../domain/ports.ts';
import type { WebhookState } from '../domain/webhook.ts';
import { type LetterWay, wayOfParked, wayOfRuleLetter, webhookIdOfLetter } from './way-of-letter.ts';

/** `rules`: what EventBridge could not put into the delivery queue. `parking`: what failed after every hop. */
export type RedriveSource = 'rules' | 'parking';

export interface RedriveDependencies {
  readonly webhooks: Pick<WebhookStore, 'find'>;
  readonly sources: Readonly<Record<RedriveSource, MessageSource>>;
  readonly deliveryQueue: Queue;
  readonly parkingQueue: Queue;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What one redrive did, in messages. */
export interface Redriven {
  readonly sentBack: number;
  /** Their webhooks are deleted. */
  readonly dropped: number;
  /** They name no webhook. */
  readonly parked: number;
  /** SQS did not take them: they come again. */
  readonly left: number;
  /** Whether the queue had no more to give. */
  readonly isEmpty: boolean;
}

/** Receives side by side, so that an hour's events of a broken queue policy are back within minutes. */
const lanes = 4;

/**
 * Sends back what waits in a queue that nobody consumes: send first, then remove. A crash in between sends again, which
 * the worker notices.
 * @param hasTime whether there is time for ten more messages
 * @throws AwsCallError when a queue cannot be read or written at all
 */
export async function redrive(
  deps: RedriveDependencies,
  from: RedriveSource,
  hasTime: () => boolean,
): Promise<Redriven> {
  const counts = { sentBack: 0, dropped: 0, parked: 0, left: 0 };
  const known = new Map<string, Promise<boolean>>();
  const waysOf = async (letters: readonly SourcedMessage[]): Promise<LetterWay[]> => {
    if (from === 'parking') return letters.map(wayOfParked);
    const wanted = await wantedAmong(deps, letters, known);
    return letters.map(letter => wayOfRuleLetter(letter, wanted));
  };
  const runLane = async (): Promise<boolean> => {
    while (hasTime()) {
      const letters = await deps.sources[from].receive();
      if (letters.length === 0) return true;
      const ways = await waysOf(letters);
      const isDone = await carryOut(deps, letters, ways);
      await deps.sources[from].remove(letters.filter((_, i) => isDone[i] === true));
      for (const [i, { kind }] of ways.entries()) counts[isDone[i] === true ? counterOf[kind] : 'left'] += 1;
    }
    return false;
  };
  const isEmpty = (await Promise.all(Array.from({ length: lanes }, runLane))).every(isOver => isOver);
  if (counts.sentBack > 0) deps.metrics.count('EventSentBack', counts.sentBack);
  if (counts.dropped > 0) deps.metrics.count('EventDropped', counts.dropped);
  if (counts.parked > 0) deps.metrics.count('MessageParked', counts.parked);
  return { ...counts, isEmpty };
}

const counterOf = { deliver: 'sentBack', drop: 'dropped', park: 'parked' } as const;

/** Which of the letters' webhooks are there, or may be in a moment. @param known what has been asked already */
async function wantedAmong(
  { webhooks, now }: RedriveDependencies,
  letters: readonly SourcedMessage[],
  known: Map<string, Promise<boolean>>,
): Promise<ReadonlySet<string>> {
  const ids = new Set(letters.flatMap(letter => webhookIdOfLetter(letter) ?? []));
  const wanted = new Set<string>();
  await Promise.all(
    [...ids].map(async id => {
      const asked =
        known.get(id) ?? webhooks.find(id).then(state => isThere(state) || isBeingCreated(id, now()));
      known.set(id, asked);
      if (await asked) wanted.add(id);
    }),
  );
  return wanted;
}

function isThere(state: WebhookState | undefined): boolean {
  return state !== undefined && state.webhook.deletedAt === undefined;
}

/** @returns a flag per letter: whether it may be removed */
async function carryOut(
  deps: RedriveDependencies,
  letters: readonly SourcedMessage[],
  ways: readonly LetterWay[],
): Promise<boolean[]> {
  const isDone = ways.map(({ kind }) => kind === 'drop');
  const send = async (queue: Queue, kind: 'deliver' | 'park'): Promise<void> => {
    const chosen = ways.flatMap((way, i) => (way.kind === kind ? [{ i, message: way.message }] : []));
    if (chosen.length === 0) return;
    const taken = await queue.send(chosen.map(({ message }) => message));
    for (const [n, { i }] of chosen.entries()) isDone[i] = taken[n] === true;
  };
  await Promise.all([send(deps.deliveryQueue, 'deliver'), send(deps.parkingQueue, 'park')]);
  for (const [i, letter] of letters.entries()) tell(deps, letter, ways[i]?.kind, isDone[i] === true);
  return isDone;
}

function tell(
  { log }: RedriveDependencies,
  letter: SourcedMessage,
  way: LetterWay['kind'] | undefined,
  isDone: boolean,
): void {
  const { ERROR_CODE: errorCode, ERROR_MESSAGE: errorMessage, RULE_ARN: ruleArn } = letter.attributes;
  const fields = { messageId: letter.id, ruleArn, errorCode, errorMessage };
  if (!isDone) log.error('a dead letter was not taken, and comes again', fields);
  else if (way === 'park') log.error('a dead letter names no webhook and was parked', fields);
  else if (way === 'drop') log.warn('a dead letter of a deleted webhook was dropped', fields);
  else log.warn('a dead letter goes back', fields);
}
