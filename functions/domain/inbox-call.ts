/** A call that an inbox has got. */
export interface InboxCall {
  /** `ibc_` and a ULID in lower case, so that ids sort by time. */
  readonly id: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly method: string;
  /** By names in lower case; those that say who may log in somewhere are `…`. */
  readonly headers: Readonly<Record<string, string>>;
  /** As UTF-8, or the beginning of it. */
  readonly body: string;
  readonly isBodyWhole: boolean;
  /** Of the format `standard`; `null` for anything else. */
  readonly eventType: string | null;
}
