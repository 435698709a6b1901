import type { DeliveryRequest } from '../../../client/api/client.ts';
import { visibleJson } from './visible-json.ts';

/** One word of a POSIX shell: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02 */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Linux takes no longer argument: MAX_ARG_STRLEN, https://man7.org/linux/man-pages/man2/execve.2.html */
const longestArgument = 120_000;
const bodyEnd = 'END_OF_BODY';

/**
 * A command for a shell that posts the body to the URL. For values that are not shown stand their names, in `<>`. Nothing of
 * the request is anything but text to that shell.
 */
export function curlCommand({ url, headers, body: sent }: DeliveryRequest): string {
  const body = visibleJson(sent);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value ?? `<${name}>`}`);
  const start = ['curl', '--include', '--globoff', ...lines.map(line => `--header ${shellWord(line)}`)];
  const target = `--url ${shellWord(url)}`;
  const word = shellWord(body);
  if (new TextEncoder().encode(word).length <= longestArgument) {
    return [...start, `--data-raw ${word}`, target].join(' \\\n  ');
  }
  // The body is JSON, of which this line cannot be one.
  return `${[...start, '--data-binary @-', target].join(' \\\n  ')} <<'${bodyEnd}'\n${body}\n${bodyEnd}`;
}
