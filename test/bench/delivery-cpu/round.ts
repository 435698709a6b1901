import * as z from 'zod/mini';
import type { Child } from '../child.ts';

export const batchSize = 10;

/** One round: so many batches of ten, so many of them at once. */
const roundSchema = z.object({ batches: z.number(), batchesAtOnce: z.number() });

export type Round = z.infer<typeof roundSchema>;

const costSchema = z.object({ cpuMicroseconds: z.number() });

export async function runRound(sender: Child, round: Round): Promise<number> {
  const { cpuMicroseconds } = costSchema.parse(await sender.ask(round));
  return cpuMicroseconds / (round.batches * batchSize);
}

/** In the sender's process: the CPU of `work` over all batches. */
export async function measureRound<Batch>(
  message: unknown,
  prepare: (batches: number) => readonly Batch[],
  work: (batch: Batch) => Promise<void>,
): Promise<object> {
  const { batches, batchesAtOnce } = roundSchema.parse(message);
  const queue = prepare(batches).values();
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: batchesAtOnce }, async () => {
      for (const batch of queue) await work(batch);
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { cpuMicroseconds: user + system };
}
