/**
 * Error codes in our own words. Messages of Node, OpenSSL and undici are never kept: they may hold what the receiver sent,
 * addresses of this machine, or paths. Codes of TLS: https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const wordsOf: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'the host name does not exist'],
  ['ENODATA', 'the host name has no address'],
  ['ETIMEOUT', 'the name servers did not answer'],
  ['ESERVFAIL', 'the name servers of the host failed'],
  ['EREFUSED', 'the name servers refused to answer'],

  ['ECONNREFUSED', 'nothing accepts connections at this port'],
  ['ETIMEDOUT', 'the connection was not accepted in time'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the network of the host cannot be reached'],
  ['ECONNRESET', 'the receiver reset the connection'],
  ['EPIPE', 'the receiver closed the connection'],

  ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ['CERT_NOT_YET_VALID', 'certificate is not valid yet'],
  ['CERT_REVOKED', 'certificate was revoked'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate chain ends in a certificate authority that is not trusted'],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'certificate is of an unknown authority, or the chain is not sent whole',
  ],
  ['UNABLE_TO_GET_ISSUER_CERT', 'certificate chain is not sent whole'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate is of an authority that is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate is of another host name'],
  ['INVALID_PURPOSE', 'certificate is not meant for servers'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the receiver does not speak TLS at this port'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS 1.2 or newer is needed'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS 1.2 or newer is needed'],

  ['UND_ERR_SOCKET', 'the receiver closed the connection before its answer was whole'],
  ['UND_ERR_HEADERS_OVERFLOW', 'the headers of the answer are over 16 KiB'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'the answer is not as long as it says'],
]);

const longestCode = 80;
/** Codes of OpenSSL may hold a slash: `ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE`. */
const codeText = /^[A-Z][A-Z0-9_/]*$/;

/**
 * What an attempt tells of an error: printable ASCII, at most 200 characters.
 * @param otherwise words for a code that has none of its own
 */
export function errorDetail(code: string | undefined, otherwise: string): string {
  if (code === undefined || code.length > longestCode || !codeText.test(code)) return otherwise;
  return `${wordsOf.get(code) ?? otherwise} (${code})`;
}
