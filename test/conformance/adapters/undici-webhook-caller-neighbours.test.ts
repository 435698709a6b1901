import { createServer as createTcpServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { caresResolver } from '../../../functions/adapters/cares-resolver.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { startDnsServer } from '../../support/dns-server.ts';
import { httpReceiver, listen, tlsReceiver } from './support/receivers.ts';
import { callerOf, closeAll, started } from './support/webhook-caller.ts';

afterEach(closeAll);

const authority = makeAuthority('Test authority');
const certificate = makeCertificate(authority);
const each = Array.from({ length: 30 }, (_, n) => n);

it('calls that hang, in whichever way, hold up no other', async () => {
  const silent = Object.fromEntries(each.map(n => [`silent-${n}.test`, { silent: true }]));
  const names = await startDnsServer({ 'receiver.test': { a: ['127.0.0.1'] }, ...silent });
  const healthy = started(await tlsReceiver(certificate, (_, response) => response.end('ok')));
  const wordless = started(await httpReceiver(() => {}));
  const withoutHandshake = started(await listen(createTcpServer(() => {})));
  const { post } = callerOf({
    resolver: caresResolver([names.address]),
    certificateAuthorities: authority.certificate,
    now: Date.now,
  });

  let ended = 0;
  const hang = (url: string) => void post(url, { timeoutMs: 20_000 }).then(() => ended++);
  for (const n of each) {
    hang(`https://silent-${n}.test/`);
    hang(`http://127.0.0.1:${wordless.port}/${n}`);
    hang(`https://127.0.0.1:${withoutHandshake.port}/${n}`);
  }
  await expect.poll(() => wordless.connections()).toBe(each.length);
  await expect.poll(() => withoutHandshake.connections()).toBe(each.length);

  const attempts = await Promise.all(each.map(() => post(`https://receiver.test:${healthy.port}/`)));
  expect(attempts.map(({ status }) => status)).toEqual(each.map(() => 200));
  expect(ended).toBe(0);
  await names.close();
});
