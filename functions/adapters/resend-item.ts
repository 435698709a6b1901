import * as z from 'zod/mini';
import { type ResendJob, type ResendKey, resendableStatuses, resendStatuses } from '../domain/resend-job.ts';
import { actor } from './api-key-item.ts';
import type { Item } from './dynamodb-client.ts';
import { number, text } from './health-item.ts';
import { ttlName } from './item-fields.ts';

/** Where the index `byDue` shows the jobs of which something is left to be done. */
export const resendDueKey = 'RESEND';

const partitionPrefix = 'RESEND#';
/** Sorts before every job of the webhook. */
const runningSort = 'RUNNING';

/** A partition of its own: who writes jobs can write no webhooks. */
export function resendPartition(webhookId: string): string {
  return `${partitionPrefix}${webhookId}`;
}

export function resendKeyOf({ webhookId, id }: ResendKey): Item {
  return { pk: { S: resendPartition(webhookId) }, sk: { S: id } };
}

/** Says which of the webhook's jobs is running: no two are at once. */
export function runningKey(webhookId: string): Item {
  return { pk: { S: resendPartition(webhookId) }, sk: { S: runningSort } };
}

export function isJob(item: Item): boolean {
  return item.sk?.S !== runningSort;
}

const texts = z.pipe(
  z.object({ L: z.array(text) }),
  z.transform(({ L }) => L),
);

const jobSchema = z.pipe(
  z.object({
    pk: text,
    sk: text,
    status: z.pipe(text, z.enum(resendStatuses)),
    statuses: z.pipe(texts, z.array(z.enum(resendableStatuses))),
    from: text,
    to: text,
    createdAt: text,
    createdBy: z.pipe(text, actor),
    updatedAt: text,
    finishedAt: z.exactOptional(text),
    total: z.exactOptional(number),
    sent: number,
    skipped: number,
    waitingSince: z.exactOptional(text),
    pacedSince: z.exactOptional(text),
    page: texts,
    after: z.exactOptional(text),
    revision: number,
  }),
  z.transform(({ pk, sk: id, ...rest }) => ({ ...rest, id, webhookId: pk.slice(partitionPrefix.length) })),
);

/** @throws the schema's error for an item that is no job */
export function resendOf(item: Item): ResendJob {
  return jobSchema.parse(item);
}

function listOf(values: readonly string[]): Item[string] {
  return { L: values.map(S => ({ S })) };
}

/** @param ttl epoch seconds, for a job that has ended */
export function resendItem(job: ResendJob, ttl: number): Item {
  const item: Item = {
    ...resendKeyOf(job),
    status: { S: job.status },
    statuses: listOf(job.statuses),
    from: { S: job.from },
    to: { S: job.to },
    createdAt: { S: job.createdAt },
    createdBy: { S: job.createdBy },
    updatedAt: { S: job.updatedAt },
    sent: { N: String(job.sent) },
    skipped: { N: String(job.skipped) },
    page: listOf(job.page),
    revision: { N: String(job.revision) },
  };
  const { finishedAt, total, waitingSince, pacedSince, after } = job;
  for (const [name, value] of Object.entries({ finishedAt, waitingSince, pacedSince, after })) {
    if (value !== undefined) item[name] = { S: value };
  }
  if (total !== undefined) item.total = { N: String(total) };
  const isRunning = job.status === 'running';
  if (isRunning || job.page.length > 0) {
    item.dueKey = { S: resendDueKey };
    item.dueAt = { S: job.createdAt };
  }
  if (!isRunning) item[ttlName] = { N: String(ttl) };
  return item;
}
