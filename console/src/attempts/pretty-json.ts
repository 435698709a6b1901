import { parseExactJson } from '../../../event-contract/exact-json.ts';

/** JSON over several lines, for people, its numbers as they are written; any other text as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(parseExactJson(text), null, 2);
  } catch {
    return text;
  }
}
