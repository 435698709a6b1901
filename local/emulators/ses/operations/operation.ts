import type { Input } from '../../iam/request.ts';
import type { Outbox } from '../outbox.ts';
import type { State } from '../state.ts';

/** What the operations work on. `now` is in milliseconds since 1970. */
export interface Service {
  readonly state: State;
  readonly outbox: Outbox;
  readonly region: string;
  readonly now: () => number;
  readonly newId: () => string;
}

/** One operation of the service: from the body and what stands in the path to the answer, or an AwsError. */
export type Operation = (service: Service, input: Input) => Input;
