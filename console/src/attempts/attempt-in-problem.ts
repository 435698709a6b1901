import { type Attempt, FinehookError } from '../../../client/api/client.ts';

const errors: readonly NonNullable<Attempt['error']>[] = [
  'timeout',
  'dns',
  'connect',
  'tls',
  'reset',
  'address-blocked',
  'redirect',
  'too-large',
];

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The receiver's answer that a refusal comes of: problem `health-check-failed` has it as a member of its own. */
export function attemptInProblem(error: unknown): Attempt | undefined {
  if (!(error instanceof FinehookError)) return undefined;
  const { attempt } = error.problem;
  if (typeof attempt !== 'object' || attempt === null) return undefined;
  const said: Record<string, unknown> = { ...attempt };
  if (typeof said.at !== 'string' || typeof said.durationMs !== 'number') return undefined;
  return {
    at: said.at,
    durationMs: said.durationMs,
    status: typeof said.status === 'number' ? said.status : null,
    error: errors.find(one => one === said.error) ?? null,
    errorDetail: textOrNull(said.errorDetail),
    responseBody: textOrNull(said.responseBody),
    retryAfter: textOrNull(said.retryAfter),
    certificateExpiresAt: textOrNull(said.certificateExpiresAt),
  };
}
