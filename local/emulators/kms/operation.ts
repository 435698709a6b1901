import type { Input } from '../json-input.ts';
import type { State } from './state.ts';

/** What the operations work on. */
export interface Service {
  readonly state: State;
  readonly now: () => number;
  readonly newId: () => string;
}

/** One operation of the service: from the input to the output, or an AwsError. */
export type Operation = (service: Service, input: Input) => unknown;
