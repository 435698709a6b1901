import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { type RedriveDependencies, type Redriven, redrive } from './redrive.ts';
import { type DeadLetterDependencies, sendBack } from './send-back.ts';

/** So long before the function's end nothing more is received. */
const endMarginMs = 10_000;

/** From an operator (`npm run redrive`), or, without a queue's name, from the schedule. */
const requestSchema = z.object({ redrive: z._default(z.enum(['rules', 'parking']), 'rules') });

function isBatch(event: unknown): event is SQSEvent {
  return typeof event === 'object' && event !== null && 'Records' in event;
}

/**
 * A batch of the dead-letter queue goes back; anything else asks for a redrive.
 * @param remainingMs how long the function may still run
 * @throws ZodError for a redrive of another queue
 */
export async function handleDeadLetters(
  deps: DeadLetterDependencies & RedriveDependencies,
  event: unknown,
  remainingMs: () => number,
): Promise<SQSBatchResponse | Redriven> {
  if (isBatch(event)) return sendBack(deps, event);
  return redrive(deps, requestSchema.parse(event).redrive, () => remainingMs() > endMarginMs);
}
