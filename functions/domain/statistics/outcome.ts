import { type Attempt, type AttemptError, attemptErrors } from '../delivery.ts';

/** How a call has ended: by a status, an error, or both. Neither: in one of all further ways. */
export type Ending = Pick<Attempt, 'status' | 'error'>;

const form = /^(\d*)\/([a-z-]*)$/;

/** @returns `200/`, `/timeout`, `302/redirect`; `/` for all further ways */
export function outcomeOf({ status, error }: Ending): string {
  return `${status ?? ''}/${error ?? ''}`;
}

/** Of all ways that are not counted apart. */
export const furtherOutcomes = outcomeOf({ status: null, error: null });

/** @returns `undefined` for a text that `outcomeOf` did not make */
export function endingOf(outcome: string): Ending | undefined {
  const [text, status = '', name = ''] = form.exec(outcome) ?? [];
  const error: AttemptError | undefined = attemptErrors.find(known => known === name);
  if (text === undefined || (name !== '' && error === undefined)) return undefined;
  return { status: status === '' ? null : Number(status), error: error ?? null };
}
