import { describe, expect, it } from 'vitest';
import { errorDetail } from '../../functions/adapters/error-detail.ts';

describe('the detail of an error', () => {
  it.each([
    ['CERT_HAS_EXPIRED', 'certificate has expired (CERT_HAS_EXPIRED)'],
    ['EWHATEVER', 'it broke (EWHATEVER)'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'it broke (ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE)'],
    [undefined, 'it broke'],
    ['', 'it broke'],
    ['lower case', 'it broke'],
    ['E\u001b[31m', 'it broke'],
    ['E\nFORGED', 'it broke'],
    ['E'.repeat(81), 'it broke'],
    ['E'.repeat(80), `it broke (${'E'.repeat(80)})`],
  ])('of code %j is: %s', (code, detail) => {
    expect(errorDetail(code, 'it broke')).toBe(detail);
  });
});
