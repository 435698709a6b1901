/**
 * Error codes in our own words. Messages of Node, OpenSSL and undici are never kept: they may hold what the receiver sent,
 * addresses of this machine, or paths.
 */
interface Words {
  /** For a code that has no words of its own. */
  readonly otherwise: string;
  readonly byCode: ReadonlyMap<string, string>;
}

/** What was being done, and the words for each code. The console has Russian words for each of these: a test compares both. */
export const words = {
  /** https://nodejs.org/api/dns.html#error-codes */
  dns: {
    otherwise: 'the host name was not resolved',
    byCode: new Map([
      ['ENOTFOUND', 'the host name does not exist'],
      ['ENODATA', 'the host name has no address'],
      ['EBADNAME', 'the host name is not valid'],
      ['ETIMEOUT', 'the name servers did not answer'],
      ['ECONNREFUSED', 'the name servers cannot be reached'],
      ['ESERVFAIL', 'the name servers of the host failed'],
      ['EREFUSED', 'the name servers refused to answer'],
      ['EFORMERR', 'the name servers gave no proper answer'],
      ['EBADRESP', 'the name servers gave no proper answer'],
    ]),
  },
  /** https://nodejs.org/api/errors.html#common-system-errors */
  connect: {
    otherwise: 'no connection could be made',
    byCode: new Map([
      ['ECONNREFUSED', 'nothing accepts connections at this port'],
      ['ECONNRESET', 'the receiver reset the connection'],
      ['ETIMEDOUT', 'the connection was not accepted in time'],
      ['EHOSTUNREACH', 'the host cannot be reached'],
      ['ENETUNREACH', 'the network of the host cannot be reached'],
    ]),
  },
  /** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
  tls: {
    otherwise: 'TLS failed',
    byCode: new Map([
      ['ECONNRESET', 'the receiver reset the connection'],
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
      ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the receiver wants a certificate of the caller'],
    ]),
  },
  /** https://github.com/nodejs/undici/blob/main/docs/docs/api/Errors.md */
  exchange: {
    otherwise: 'the connection broke',
    byCode: new Map([
      ['ECONNRESET', 'the receiver reset the connection'],
      ['EPIPE', 'the receiver closed the connection'],
      ['UND_ERR_SOCKET', 'the receiver closed the connection before its answer was whole'],
      ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'the answer has not the length that its headers name'],
    ]),
  },
} satisfies Record<string, Words>;

const longestCode = 80;
/** Codes of OpenSSL may hold a slash: `ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE`. */
const codeText = /^[A-Z][A-Z0-9_/]*$/;

/**
 * What an attempt tells of an error: printable ASCII, at most 200 characters.
 * @param when what was being done
 */
export function errorDetail(when: keyof typeof words, code: string | undefined): string {
  const { otherwise, byCode }: Words = words[when];
  if (code === undefined || code.length > longestCode || !codeText.test(code)) return otherwise;
  return `${byCode.get(code) ?? otherwise} (${code})`;
}
