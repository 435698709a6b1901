import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../cloudformation/run-plan.ts';
import type { Store } from '../emulators/store.ts';
import { type AsyncInvocation, asyncFailureRecord, asyncStep, type GivenUp, isTooOld } from './async-step.ts';
import type { InvocationOutcome } from './outcome.ts';

export interface AsyncInvocationsOptions {
  definitionOf(functionName: string): FunctionDefinition | undefined;
  /** Makes one attempt. */
  attempt(invocation: AsyncInvocation): Promise<InvocationOutcome>;
  /** Keeps what is not over; one that has a file does so beyond the run. */
  readonly store: Store;
  /** Resolves when a queue has taken a message. */
  sendToQueue(queueArn: string, body: string): Promise<void>;
  log(message: string): void;
}

/** Invocations that nobody waits for: tried until they succeed or are given up. */
export interface AsyncInvocations {
  /** Takes an invocation on; it is kept when this returns. */
  accept(functionName: string, payload: string): void;
  /** Tries nothing more; what is not over is for the next run. */
  close(): void;
}

const kind = 'lambda.asynchronous';
const sendAgainMs = 1_000;

/** Begins with what an earlier run has left. */
export function createAsyncInvocations(options: AsyncInvocationsOptions): AsyncInvocations {
  const { store, log } = options;
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const after = (delayMs: number, work: () => Promise<void>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work().catch(error => log(`an asynchronous invocation: ${error}`));
    }, delayMs);
    timers.add(timer);
  };
  const keep = (invocation: AsyncInvocation): void => {
    store.put(kind, invocation.id, invocation);
    after(Math.max(invocation.dueAtMs - Date.now(), 0), () => tryOnce(invocation));
  };
  const isOver = (invocation: AsyncInvocation): void => store.delete(kind, invocation.id);

  const tryOnce = async (invocation: AsyncInvocation): Promise<void> => {
    const definition = options.definitionOf(invocation.functionName);
    // The template has another function by now.
    if (definition === undefined) return isOver(invocation);
    const { asynchronous = {} } = definition;
    if (isTooOld(invocation, asynchronous, Date.now())) {
      return giveUp(invocation, definition, 'EventAgeExceeded', undefined);
    }
    const outcome = await options.attempt(invocation);
    // The end of the run ends its instances: what they were at is tried again.
    if (closed) return;
    const step = asyncStep(invocation, outcome, asynchronous, Date.now());
    if (step.kind === 'retry') keep(step.invocation);
    else if (step.kind === 'giveUp') await giveUp(invocation, definition, step.condition, outcome);
    else isOver(invocation);
  };

  const giveUp = async (
    invocation: AsyncInvocation,
    definition: FunctionDefinition,
    condition: GivenUp,
    outcome: InvocationOutcome | undefined,
  ): Promise<void> => {
    const queueArn = definition.asynchronous?.failureQueueArn;
    if (queueArn !== undefined) {
      const record = asyncFailureRecord(invocation, condition, outcome, definition.arn, new Date());
      try {
        await options.sendToQueue(queueArn, record);
      } catch (error) {
        log(`cannot send to ${queueArn}: ${error instanceof Error ? error.message : error}`);
        if (!closed) after(sendAgainMs, () => giveUp(invocation, definition, condition, outcome));
        return;
      }
      if (closed) return;
    }
    log(`${definition.name} ${invocation.id}: given up, ${condition}`);
    isOver(invocation);
  };

  for (const { value } of store.all(kind)) if (isInvocation(value)) keep(value);

  return {
    accept(functionName, payload) {
      const nowMs = Date.now();
      const counts = { errors: 0, throttles: 0 };
      keep({ id: randomUUID(), functionName, payload, acceptedAtMs: nowMs, dueAtMs: nowMs, ...counts });
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function isInvocation(value: unknown): value is AsyncInvocation {
  return (
    typeof value === 'object' &&
    value !== null &&
    'functionName' in value &&
    'payload' in value &&
    'dueAtMs' in value &&
    typeof value.payload === 'string'
  );
}
