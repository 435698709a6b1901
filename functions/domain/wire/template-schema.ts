import * as z from 'zod/mini';
import { templateFault } from '../payload-formats/message-template.ts';
import { issueText, says } from './issue-text.ts';
import { maxCharacters } from './text-schemas.ts';
import { isVisible } from './visible-text.ts';

export const maxTemplateLength = 2_000;

/** Line breaks are the only control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const lines = /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$/;

const templateText = z.string().check(
  z.minLength(1),
  maxCharacters(maxTemplateLength),
  z.regex(
    lines,
    says('invalid-characters', 'Control characters other than line breaks (\\n) are not allowed.'),
  ),
  z.refine(isVisible, says('blank', 'A template cannot be blank.')),
  z.check(({ value, issues }) => {
    const fault = templateFault(value);
    if (fault !== undefined) issues.push({ code: 'custom', message: issueText(fault), input: value });
  }),
);

/** The owner's own words for a chat message, with placeholders such as `{{data.currentValue.title}}`. */
export const templateSchema = z.strictObject({ text: templateText });
