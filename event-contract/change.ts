/** Of a change between two dates, or between two numbers. */
export type Direction = 'later' | 'earlier' | 'up' | 'down';

/** How one field changed; `null` stands for a field that is not there. */
export interface Change {
  readonly from: unknown;
  readonly to: unknown;
  readonly direction?: Direction;
}
