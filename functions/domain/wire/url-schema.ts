import * as z from 'zod/mini';
import { says } from './issue-text.ts';
import { maxCharacters, maxUrlLength } from './text-schemas.ts';

/**
 * White space, control and format characters and backslashes: the URL parser drops or rewrites them
 * (https://url.spec.whatwg.org/#concept-basic-url-parser), so that another URL would be called than the one that is shown.
 */
const rewritten = /[\p{White_Space}\p{Cc}\p{Cf}\\]/u;

/** DNS: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const maxLabelLength = 63;
const maxHostLength = 253;

/** The host of a URL in its ASCII form; empty for a text that is no URL, about which the address policy has more to say. */
function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function hasRightLabels(url: string): boolean {
  const labels = hostIn(url).replace(/\.$/, '').split('.');
  return labels.length === 1 || labels.every(label => label !== '' && label.length <= maxLabelLength);
}

/** Where a webhook calls: kept as it was sent. Which addresses are allowed is the address policy's to say. */
export const urlText = z.string().check(
  z.minLength(1),
  maxCharacters(maxUrlLength),
  z.refine(
    url => !rewritten.test(url),
    says(
      'invalid-characters',
      'White space, control or invisible characters and backslashes are not allowed: write them percent-encoded (a space is %20), or leave them out.',
    ),
  ),
  z.refine(
    url => hostIn(url).length <= maxHostLength,
    says('bad-host', `The host name is too long: at most ${maxHostLength} characters.`, maxHostLength),
  ),
  z.refine(
    hasRightLabels,
    says(
      'bad-host',
      `The host name is not valid: each part between dots has 1 to ${maxLabelLength} characters.`,
    ),
  ),
);
