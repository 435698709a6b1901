import type { HealthPolicy } from '../../functions/domain/health-policy.ts';

/** Round numbers near the construct's defaults. */
export const healthPolicy: HealthPolicy = {
  failingAfter: 3,
  failureSpacingMs: 30_000,
  firstCheckMs: 30_000,
  longestCheckMs: 900_000,
  disabledCheckMs: 3_600_000,
  holdPeriodMs: 259_200_000,
  autoRecover: true,
  failingLongMs: 900_000,
};
