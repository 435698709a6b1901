import { describe, expect, it } from 'vitest';
import { errorDetail } from '../../functions/adapters/error-detail.ts';

describe('the detail of an error', () => {
  it.each([
    ['dns', 'ECONNREFUSED', 'the name servers cannot be reached (ECONNREFUSED)'],
    ['connect', 'ECONNREFUSED', 'nothing accepts connections at this port (ECONNREFUSED)'],
    ['tls', 'CERT_HAS_EXPIRED', 'certificate has expired (CERT_HAS_EXPIRED)'],
    ['exchange', 'CERT_HAS_EXPIRED', 'the connection broke (CERT_HAS_EXPIRED)'],
    [
      'tls',
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
      'TLS failed (ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE)',
    ],
    ['exchange', undefined, 'the connection broke'],
    ['exchange', '', 'the connection broke'],
    ['exchange', 'lower case', 'the connection broke'],
    ['exchange', 'E\u001b[31m', 'the connection broke'],
    ['exchange', 'E\nFORGED', 'the connection broke'],
    ['exchange', 'E'.repeat(81), 'the connection broke'],
    ['connect', 'E'.repeat(80), `no connection could be made (${'E'.repeat(80)})`],
  ] as const)('while %s, of code %j, is: %s', (when, code, detail) => {
    expect(errorDetail(when, code)).toBe(detail);
    expect(detail.length).toBeLessThanOrEqual(200);
  });
});
