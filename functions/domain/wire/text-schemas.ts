import * as z from 'zod/mini';
import { says } from './issue-text.ts';
import { hasStrayInvisible, isVisible } from './visible-text.ts';

/**
 * No control characters, no line separators: what is shown to people stays on one line. Written without `\p{…}`, so that
 * JSON Schema validators of every language read it the same.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const printable = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

/** The longest id of a company, project or event type, in characters. */
export const maxIdLength = 128;
export const maxNameLength = 100;
export const maxUrlLength = 2048;

/**
 * At most so many characters: code points, as people and JSON Schema's `maxLength` count them
 * (https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.1), not UTF-16 code units.
 */
export function maxCharacters(maximum: number) {
  const check = z.refine<string>(
    text => text.length <= maximum || (text.length <= 2 * maximum && [...text].length <= maximum),
    says('too-long', `Must have at most ${maximum} characters.`, maximum),
  );
  check._zod.onattach.push(schema => {
    schema._zod.bag.maximum = maximum;
  });
  return check;
}

/** An id of the platform's own: companies, projects, event types. */
export const platformId = z
  .string()
  .check(
    z.minLength(1),
    maxCharacters(maxIdLength),
    z.regex(printable, says('invalid-characters', 'Control characters are not allowed.')),
  );

/** A name that people read. */
export const displayName = z.string().check(
  z.minLength(1),
  maxCharacters(maxNameLength),
  z.regex(printable, says('invalid-characters', 'Control characters and line breaks are not allowed.')),
  z.refine(isVisible, says('blank', 'A name cannot be blank.')),
  z.refine(
    text => !hasStrayInvisible(text),
    says(
      'invisible-characters',
      'Invisible characters, such as zero-width spaces and marks of direction, are not allowed: two names that look alike must be alike.',
    ),
  ),
);

/** RFC 3339, UTC, milliseconds. */
export const timestamp = z.iso.datetime({ precision: 3 });
