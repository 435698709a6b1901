import type { Input } from '../json-input.ts';
import type { Registry } from './registry.ts';

/** What comes with a request besides its input. */
export interface RequestContext {
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
  readonly accessKeyId?: string | undefined;
}

/** One operation of the service: from the input to the output, or an AwsError. */
export type Operation = (registry: Registry, input: Input, context: RequestContext) => unknown;
