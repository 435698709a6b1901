import type { CompleteProperties } from './properties.ts';

const secondMs = 1000;
const hourMs = 3_600_000;

/** What functions read as HEALTH_POLICY: see `functions/domain/health-policy.ts`. */
export function healthPolicyText(properties: CompleteProperties): string {
  const [firstCheck = 0, longestCheck = 0] = properties.healthCheckDelays;
  return JSON.stringify({
    failingAfter: properties.failingAfter,
    failureSpacingMs: properties.failureSpacing * secondMs,
    firstCheckMs: firstCheck * secondMs,
    longestCheckMs: longestCheck * secondMs,
    disabledCheckMs: properties.disabledCheckInterval * secondMs,
    holdPeriodMs: properties.holdPeriod * hourMs,
    autoRecover: properties.autoRecover,
    failingLongMs: properties.noticeFailingAfter * secondMs,
  });
}
