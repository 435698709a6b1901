import { setTimeout as delay } from 'node:timers/promises';
import { AwsError } from '../emulators/aws-error.ts';
import type { AwsJsonService } from '../emulators/aws-json-http.ts';
import { NoAnswerError } from '../emulators/no-answer-error.ts';
import type { Faults } from './faults.ts';

/** Resolves after the silence, or when the caller gives up before. */
async function silence(silenceMs: number, signal: AbortSignal): Promise<void> {
  // An abort ends the wait with an error that means nothing.
  await delay(silenceMs, undefined, { signal }).catch(() => undefined);
}

/** 500, no answer before and no answer after the work, for every operation. */
export function withSqsRequestFaults(
  service: AwsJsonService,
  faults: Faults,
  silenceMs: number,
): AwsJsonService {
  return {
    ...service,
    async handle(operation, input, context) {
      const caller = faults.callerOf(context.accessKeyId);
      if (faults.strikes('sqs-error', caller, operation)) throw internalFailure();
      if (faults.strikes('sqs-timeout-before', caller, operation)) {
        await silence(silenceMs, context.signal);
        throw new NoAnswerError();
      }
      const output = await service.handle(operation, input, context);
      if (faults.strikes('sqs-timeout-after', caller, operation)) {
        await silence(silenceMs, context.signal);
        throw new NoAnswerError();
      }
      return output;
    },
  };
}

/** The 500 of services that speak AWS JSON. */
export function internalFailure(): AwsError {
  const message = 'The request processing has failed because of an unknown error, exception or failure.';
  return new AwsError({ code: 'InternalFailure', message, statusCode: 500, type: 'Receiver' });
}
