import { UsageError } from '../local-run.ts';
import type { Read } from './options.ts';

/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export function isTime(text: unknown): text is string {
  return typeof text === 'string' && form.test(text) && !Number.isNaN(Date.parse(text));
}

/** Reads a time. @returns it as it was given */
export const time: Read<string> = (text, what) => {
  if (isTime(text)) return text;
  throw new UsageError(`${what} is a time such as 2026-01-31T12:00:00Z (RFC 3339)`);
};
