/** A call that the smoke receiver has taken. */
export interface ReceivedCall {
  /** What follows `/in/` in the URL that was called. */
  readonly name: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** RFC 3339 */
  readonly at: string;
}

/** Where the calls are kept, for a day. */
export interface ReceivedCalls {
  add(call: ReceivedCall): Promise<void>;
  /** Of this name, oldest first. */
  list(name: string): Promise<readonly ReceivedCall[]>;
}
