/** The event pattern would be refused by EventBridge. */
export class InvalidPatternError extends Error {
  override readonly name = 'InvalidPatternError';
  /** The offending place, as a JSON pointer (RFC 6901); '' is the whole pattern. */
  readonly pointer: string;
  /** What is wrong with it, in a sentence, without AWS's preamble. */
  readonly reason: string;

  constructor(reason: string, path: readonly (string | number)[]) {
    // The preamble is EventBridge's own: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html
    super(`Event pattern is not valid. Reason: ${reason}`);
    this.reason = reason;
    this.pointer = path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }
}
