/**
 * What programs and browsers are told whatever the answer is:
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 * A page has a content security policy of its own.
 */
const always: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Only over TLS: RFC 6797 §7.2. A year. */
const transport = { 'strict-transport-security': 'max-age=31536000' };

/** @param scheme of the request, as its header `x-forwarded-proto` says it */
export function securityHeaders(scheme: string | undefined): Record<string, string> {
  return { ...always, ...(scheme === 'https' ? transport : {}) };
}
