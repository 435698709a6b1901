/** What came of one attack. */
export interface Outcome {
  readonly attack: string;
  /** Where it was stopped, or was to be. */
  readonly where:
    | 'at creation'
    | 'at the connection'
    | 'in the handshake'
    | 'in the answer'
    | 'in the worker';
  /** What was said of it. */
  readonly said: string;
  readonly isStopped: boolean;
}

/** @param said what was to be said, and nothing else */
export function compare(
  { attack, where }: Pick<Outcome, 'attack' | 'where'>,
  said: string,
  expected: string,
): Outcome {
  const isStopped = said === expected;
  return { attack, where, said: isStopped ? said : `${said} (expected: ${expected})`, isStopped };
}

/** `status error: detail` of an attempt. */
export function attemptText({
  status,
  error,
  errorDetail,
}: {
  readonly status: number | null;
  readonly error: string | null;
  readonly errorDetail: string | null;
}): string {
  return `${status ?? 'no status'}, ${error ?? 'no error'}${errorDetail === null ? '' : `: ${errorDetail}`}`;
}

export function outcomeLine({ attack, where, said, isStopped }: Outcome): string {
  return `${isStopped ? 'stopped    ' : 'GOT THROUGH'} ${where.padEnd(18)} ${attack.padEnd(50)} ${said}`;
}
