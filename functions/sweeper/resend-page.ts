import type { WaitingDelivery } from '../domain/delivery.ts';
import { inNextRun, refusalOf } from '../domain/resend.ts';
import {
  fail,
  nextStep,
  type PageCounts,
  pacedSince,
  type ResendJob,
  type ResendKey,
  resendPerSecond,
  settle,
  turnPage,
  wait,
} from '../domain/resend-job.ts';
import type { WebhookState } from '../domain/webhook.ts';
import type { Sweep } from './dependencies.ts';
import { sendStored } from './send-stored.ts';
import type { NextTurn } from './take-turns.ts';

const pacedMs = 1000;
/** Deliveries whose events are in memory together. */
const chunkSize = 50;
/** Nobody needs to know more precisely, and counting reads the index. */
const mostCounted = 100_000;

/** Goes through the page that is written down, and writes down the next one. */
export async function resendPage(sweep: Sweep, key: ResendKey): Promise<NextTurn> {
  const startedAtMs = sweep.now();
  const now = timeOf(startedAtMs);
  const [job, state] = await Promise.all([sweep.resends.find(key), sweep.webhooks.find(key.webhookId)]);
  if (job === undefined) return undefined;
  const step = nextStep(job, state);
  switch (step.kind) {
    case 'over':
      return undefined;
    case 'settle':
      return rest(sweep, settle(job, await countBegun(sweep, job), now), job);
    case 'fail':
      return rest(sweep, fail(job, await countBegun(sweep, job), now), job);
    case 'wait':
      return job.waitingSince === undefined ? rest(sweep, wait(job, now), job) : undefined;
    case 'go-on':
      return goOn(sweep, job, step.state, startedAtMs);
  }
}

async function goOn(
  sweep: Sweep,
  job: ResendJob,
  state: WebhookState,
  startedAtMs: number,
): Promise<NextTurn> {
  const counts = await resendAll(sweep, job, state);
  const nowMs = sweep.now();
  const now = timeOf(nowMs);
  const page = await sweep.deliveries.idsWithin(job, resendPerSecond(pacedSince(job, now), nowMs));
  const total = job.after === undefined ? await countTotal(sweep, job) : job.total;
  const next = turnPage(job, counts, { page, total }, now);
  if (page.length === 0) return rest(sweep, next, job);
  if (!(await sweep.resends.save(next, job))) return sweep.now();
  // Nothing was sent yet when the first page is written down.
  return job.page.length === 0 ? sweep.now() : startedAtMs + pacedMs;
}

/** Nothing more is to be done in this sweep, unless somebody else has changed the job: then it is read again. */
async function rest(sweep: Sweep, next: ResendJob, before: ResendJob): Promise<NextTurn> {
  if (!(await sweep.resends.save(next, before))) return sweep.now();
  const { webhookId, id: resendId, status, sent, skipped, waitingSince } = next;
  sweep.log.info('a resend rests', { webhookId, resendId, status, sent, skipped, waitingSince });
  return undefined;
}

/** Begins the next run of each, and sends it: a delivery of which a crash has left the run to the schedule counts as sent. */
async function resendAll(sweep: Sweep, job: ResendJob, state: WebhookState): Promise<PageCounts> {
  let sent = 0;
  for (const chunk of chunksOf(job.page)) {
    const found = await sweep.deliveries.findAll(chunk);
    const begun = await Promise.all(
      found.filter(one => !isBegun(one, job)).map(one => begin(sweep, job, state, one)),
    );
    const toSend = begun.filter(one => one !== undefined);
    sent += found.filter(one => isBegun(one, job)).length + toSend.length;
    await sendStored(sweep, toSend);
  }
  return { sent, skipped: job.page.length - sent };
}

/** @returns the delivery in its next run; `undefined` when it is not to have one */
async function begin(
  sweep: Sweep,
  job: ResendJob,
  state: WebhookState,
  found: WaitingDelivery,
): Promise<WaitingDelivery | undefined> {
  const { delivery, eventText } = found;
  const isMeant = job.statuses.some(status => status === delivery.status);
  if (!isMeant || eventText === undefined || refusalOf(state, found) !== undefined) return undefined;
  const next = { delivery: inNextRun(delivery, timeOf(sweep.now()), job.id), eventText };
  return (await sweep.deliveries.startRun(next, delivery)) === 'written' ? next : undefined;
}

/** What a page comes to when nothing more of it is begun. */
async function countBegun(sweep: Sweep, job: ResendJob): Promise<PageCounts> {
  let sent = 0;
  for (const chunk of chunksOf(job.page)) {
    sent += (await sweep.deliveries.findAll(chunk)).filter(one => isBegun(one, job)).length;
  }
  return { sent, skipped: 0 };
}

/** The record says so, whatever has become of the run since. */
function isBegun({ delivery }: WaitingDelivery, { id }: ResendJob): boolean {
  return delivery.resentBy === id;
}

async function countTotal(sweep: Sweep, job: ResendJob): Promise<number | undefined> {
  const count = await sweep.deliveries.countWithin(job, mostCounted);
  return count < mostCounted ? count : undefined;
}

function chunksOf(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += chunkSize) {
    chunks.push(ids.slice(start, start + chunkSize));
  }
  return chunks;
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
