/** The run cannot start, for a reason that its user can mend; the message says how. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
