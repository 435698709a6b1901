/**
 * Deeper documents are refused, so that no input can exhaust the stack. 1,000 is also the limit of Jackson, the
 * reader AWS's library uses: https://github.com/FasterXML/jackson-core (StreamReadConstraints.DEFAULT_MAX_DEPTH).
 */
export const MAX_DEPTH = 1000;

/** The text is not JSON; `position` is the offset of the first character that cannot stand where it stands. */
export class InvalidJsonError extends Error {
  override readonly name = 'InvalidJsonError';
  readonly position: number;

  constructor(reason: string, position: number) {
    super(`${reason} at position ${position}`);
    this.position = position;
  }
}
