import * as z from 'zod/mini';
import { faultMeanings, isFaultCode } from '../fault-codes.ts';
import { attemptViewSchema } from './delivery-schema.ts';

export const faultCodeSchema = z.enum(Object.keys(faultMeanings).filter(isFaultCode));

export const faultViewSchema = z.object({
  pointer: z.string(),
  code: faultCodeSchema,
  detail: z.string(),
  /** The bound that was passed, where there is one. */
  limit: z.exactOptional(z.number()),
});

/** RFC 9457: the body of every answer from 400 on, as `application/problem+json`. */
export const problemViewSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(faultViewSchema),
  /** Only with `health-check-failed`: what the receiver answered. */
  attempt: z.exactOptional(attemptViewSchema),
});

/** What the gateway answers by itself, as `application/json`: before the API is reached, or when it does not answer. */
export const gatewayMessageViewSchema = z.object({ message: z.string() });

export type FaultView = z.infer<typeof faultViewSchema>;
export type ProblemView = z.infer<typeof problemViewSchema>;
