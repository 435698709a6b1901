import { type Caller, covers, nounOf } from '../domain/caller.ts';
import { type Fault, ProblemError } from '../domain/errors.ts';

/** What to say where a request names a company that the caller does not hold. */
export function notHeld(caller: Pick<Caller, 'kind'>, pointer: string): Fault {
  return { pointer, code: 'not-held', detail: `This ${nounOf(caller)} does not hold the company.` };
}

/** @throws ProblemError `forbidden` */
export function checkHolds(caller: Caller, companyId: string, pointer: string): void {
  if (covers(caller, [companyId])) return;
  const fault = notHeld(caller, pointer);
  throw new ProblemError('forbidden', fault.detail, [fault]);
}
