import * as z from 'zod/mini';

/** No control characters, no line separators: what is shown to people stays on one line. */
const printable = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

/** The longest id of a company, project or event type, in UTF-16 code units. */
export const maxIdLength = 128;
export const maxNameLength = 100;
export const maxUrlLength = 2048;

/** An id of the platform's own: companies, projects, event types. */
export const platformId = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(maxIdLength),
    z.regex(printable, { error: 'Control characters are not allowed.' }),
  );

/** A name that people read. */
export const displayName = z.string().check(
  z.minLength(1),
  z.maxLength(maxNameLength),
  z.regex(printable, { error: 'Control characters and line breaks are not allowed.' }),
  z.refine(text => text.trim() !== '', { error: 'A name cannot be blank.' }),
);

/** RFC 3339, UTC, milliseconds. */
export const timestamp = z.iso.datetime({ precision: 3 });
