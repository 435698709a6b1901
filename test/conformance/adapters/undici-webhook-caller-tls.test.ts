import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { tlsAttacks } from '../../attack/tls-attacks.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { listen, tlsReceiver } from './support/receivers.ts';
import { callerOf, closeAll, dns, started } from './support/webhook-caller.ts';

afterEach(closeAll);

const authority = makeAuthority('Test authority');
const expiry = '2031-05-06T07:08:09.000Z';
const certificate = makeCertificate(authority, { notAfter: '2031-05-06T07:08:09Z' });
const resolver = dns({ 'receiver.test': ['127.0.0.1'], 'other.test': ['127.0.0.1'] });

const secure = async (listener: Parameters<typeof tlsReceiver>[1]) =>
  started(await tlsReceiver(certificate, listener));
const trusting = () => callerOf({ resolver, certificateAuthorities: authority.certificate });

describe('over TLS', () => {
  it('a call is made by name, asks DNS once, and keeps the connection', async () => {
    const receiver = await secure((_, response) => response.end('secret'));
    const names = dns({ 'receiver.test': ['127.0.0.1'] });
    const { post } = callerOf({ resolver: names, certificateAuthorities: authority.certificate });
    for (let n = 0; n < 3; n++) {
      expect(await post(`https://receiver.test:${receiver.port}/`)).toMatchObject({
        status: 200,
        error: null,
      });
    }
    expect(receiver.connections()).toBe(1);
    expect(names.asked).toEqual(['A receiver.test']);
  });

  it('an address is checked against the certificate too', async () => {
    const receiver = await secure((_, response) => response.end());
    expect((await trusting().post(`https://127.0.0.1:${receiver.port}/`)).status).toBe(200);
  });

  it('a new connection resumes the session', async () => {
    const resumed: boolean[] = [];
    const receiver = await secure((request, response) => {
      resumed.push(request.socket instanceof TLSSocket && request.socket.isSessionReused());
      response.writeHead(200, { connection: 'close' }).end('x');
    });
    const { post } = trusting();
    for (let n = 0; n < 2; n++) {
      expect((await post(`https://127.0.0.1:${receiver.port}/`)).certificateExpiresAt).toBe(expiry);
    }
    expect(resumed).toEqual([false, true]);
  });

  it('the expiry of the certificate is known of each call, also of a connection that is reused', async () => {
    const receiver = await secure((_, response) => response.end());
    const { post } = trusting();
    for (let n = 0; n < 2; n++) {
      expect(await post(`https://receiver.test:${receiver.port}/`)).toMatchObject({
        status: 200,
        errorDetail: null,
        certificateExpiresAt: expiry,
      });
    }
    expect(receiver.connections()).toBe(1);
  });
});

describe('a certificate', () => {
  const stranger = makeAuthority('Unknown authority');
  it.each([
    {
      name: 'that has expired',
      made: makeCertificate(authority, { notAfter: '2026-01-02T00:00:00Z' }),
      errorDetail: 'certificate has expired (CERT_HAS_EXPIRED)',
      certificateExpiresAt: '2026-01-02T00:00:00.000Z',
    },
    {
      name: 'that is not valid yet',
      made: makeCertificate(authority, { notBefore: '2098-01-02T00:00:00Z' }),
      errorDetail: 'certificate is not valid yet (CERT_NOT_YET_VALID)',
    },
    {
      name: 'that is self-signed',
      made: makeCertificate(undefined),
      errorDetail: 'certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)',
    },
    {
      name: 'of an unknown authority',
      made: makeCertificate(stranger),
      errorDetail:
        'certificate is of an unknown authority, or the chain is not sent whole (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    },
    {
      name: 'of an unknown authority, sent along',
      made: ((own: ReturnType<typeof makeCertificate>) => ({
        ...own,
        cert: `${own.cert}${stranger.certificate}`,
      }))(makeCertificate(stranger)),
      errorDetail:
        'certificate chain ends in a certificate authority that is not trusted (SELF_SIGNED_CERT_IN_CHAIN)',
    },
    {
      name: 'of another host',
      made: makeCertificate(authority, { names: ['other.test'] }),
      errorDetail: 'certificate is of another host name (ERR_TLS_CERT_ALTNAME_INVALID)',
    },
  ])('$name is tls, says so, and gets no request', async ({ made, errorDetail, certificateExpiresAt }) => {
    let requests = 0;
    const receiver = started(await tlsReceiver(made, () => requests++));
    const attempt = await trusting().post(`https://receiver.test:${receiver.port}/`);
    expect(attempt).toMatchObject({
      status: null,
      error: 'tls',
      errorDetail,
      responseBody: null,
      certificateExpiresAt: certificateExpiresAt ?? '2099-12-31T23:59:59.000Z',
    });
    expect(requests).toBe(0);
    await expect.poll(() => receiver.sockets.size).toBe(0);
  });
});

describe('an environment that switches the check of certificates off', () => {
  const name = 'NODE_TLS_REJECT_UNAUTHORIZED';
  afterEach(() => {
    delete process.env[name];
  });

  it('is not heard', async () => {
    const receiver = started(await tlsReceiver(makeCertificate(undefined), (_, response) => response.end()));
    process.env[name] = '0';
    expect((await trusting().post(`https://receiver.test:${receiver.port}/`)).error).toBe('tls');
  });
});

describe('a handshake', () => {
  it.each(tlsAttacks)('with $name fails, says so, and no request is sent', async attack => {
    let requests = 0;
    const receiver = started(await listen(attack.start(() => requests++)));
    const attempt = await callerOf().post(`https://127.0.0.1:${receiver.port}/`, { timeoutMs: 300 });
    expect(attempt).toMatchObject({ ...attack.attempt, status: null, responseBody: null });
    expect(requests).toBe(0);
    await expect.poll(() => receiver.sockets.size, { interval: 5 }).toBe(0);
  });

  it('after which the receiver wants a certificate of ours is tls', async () => {
    const wanting = { requestCert: true, rejectUnauthorized: true };
    const receiver = started(await tlsReceiver({ ...certificate, ...wanting }, () => {}));
    expect(await trusting().post(`https://receiver.test:${receiver.port}/`)).toMatchObject({
      error: 'tls',
      errorDetail:
        'the receiver wants a certificate of the caller (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)',
      certificateExpiresAt: expiry,
    });
  });

  it('that is begun anew by the receiver is refused', async () => {
    /** After the first one. */
    let handshakes = 0;
    const server = createTlsServer({ ...certificate, maxVersion: 'TLSv1.2' }, socket => {
      socket.on('error', () => {});
      socket.on('secure', () => handshakes++);
      socket.on('data', () => socket.renegotiate({}, () => socket.write('HTTP/1.1 204 x\r\n\r\n')));
    });
    const receiver = started(await listen(server));
    const attempt = await trusting().post(`https://receiver.test:${receiver.port}/`, { timeoutMs: 300 });
    expect(attempt).toMatchObject({
      status: null,
      error: 'tls',
      errorDetail: 'TLS failed (ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE)',
    });
    expect(handshakes).toBe(0);
  });
});
