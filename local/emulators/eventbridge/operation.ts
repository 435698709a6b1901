import type { Input } from '../json-input.ts';
import type { Router } from './router.ts';
import type { Schedules } from './schedules.ts';
import type { State } from './state.ts';

/** Quotas of the service: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export interface EventBridgeLimits {
  /** @default 300 */
  readonly rulesPerBus: number;
  /** @default 30 */
  readonly wildcardRulesPerBus: number;
  /** @default 5 */
  readonly targetsPerRule: number;
  /** @default 100 */
  readonly buses: number;
  /** In characters. @default 2048 */
  readonly patternLength: number;
}

/** The quotas of a new account. */
export const defaultLimits: EventBridgeLimits = {
  rulesPerBus: 300,
  wildcardRulesPerBus: 30,
  targetsPerRule: 5,
  buses: 100,
  patternLength: 2048,
};

/** What the operations work on. */
export interface Service {
  readonly state: State;
  readonly limits: EventBridgeLimits;
  readonly router: Router;
  readonly schedules: Schedules;
  readonly now: () => number;
  readonly newId: () => string;
}

/** One operation of the service: from the input to the output, or an AwsError. */
export type Operation = (service: Service, input: Input) => unknown;
