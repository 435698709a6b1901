import * as z from 'zod/mini';
import { maxTimeoutSeconds } from '../webhook.ts';

const number = (least: number, most: number) => z.number().check(z.minimum(least), z.maximum(most));
const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

const timeoutSeconds = number(1, maxTimeoutSeconds);
const callsPerSecond = number(0.1, 1000);
const concurrentCalls = whole(1, 100);
const failingAfter = whole(2, 20);
const holdPeriodHours = whole(1, 336);
const autoRecover = z.boolean();

/** What an owner may set for one webhook; what is absent is as the service has it. See `WebhookOptions`. */
export const optionsSchema = z.strictObject({
  timeoutSeconds: z.exactOptional(timeoutSeconds),
  callsPerSecond: z.exactOptional(callsPerSecond),
  concurrentCalls: z.exactOptional(concurrentCalls),
  failingAfter: z.exactOptional(failingAfter),
  holdPeriodHours: z.exactOptional(holdPeriodHours),
  autoRecover: z.exactOptional(autoRecover),
});

/** RFC 7396: `null` lets a member be as the service has it again. */
export const optionsPatchSchema = z.strictObject({
  timeoutSeconds: z.exactOptional(z.nullable(timeoutSeconds)),
  callsPerSecond: z.exactOptional(z.nullable(callsPerSecond)),
  concurrentCalls: z.exactOptional(z.nullable(concurrentCalls)),
  failingAfter: z.exactOptional(z.nullable(failingAfter)),
  holdPeriodHours: z.exactOptional(z.nullable(holdPeriodHours)),
  autoRecover: z.exactOptional(z.nullable(autoRecover)),
});
