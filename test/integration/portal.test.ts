import { expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../support/finehook.ts';

const finehook = new Finehook(inject('runtime'));

it('createPortalLink, createSession, getSession, deleteSession: one user of one customer gets in once', async () => {
  const company = uniqueName('portal');
  const made = await finehook.api('POST', '/v1/portal-links', {
    companies: [company],
    user: { id: 'u-ada', name: 'Ada' },
    role: 'reader',
  });
  expect(made.status).toBe(200);
  const [base, token] = made.body.url.split('#token=');
  expect(base).toBe('https://console.example/');

  const [first, second] = await Promise.all(
    [0, 1].map(() => finehook.api('POST', '/v1/sessions', { token }, { authorization: '' })),
  );
  expect([first?.status, second?.status].sort()).toEqual([200, 401]);
  const { body } = first?.status === 200 ? first : (second ?? made);
  const mine = { authorization: '', 'idempotency-key': crypto.randomUUID() };
  expect((await finehook.api('POST', '/v1/sessions', { token }, mine)).status).toBe(401);
  const as = { authorization: `Bearer ${body.token}` };
  expect((await finehook.api('GET', '/v1/session', undefined, as)).body).toEqual(body.session);
  expect((await finehook.api('GET', '/v1/webhooks', undefined, as)).body).toEqual({
    items: [],
    nextCursor: null,
  });
  expect((await finehook.api('POST', '/v1/webhooks', {}, as)).status).toBe(403);
  expect((await finehook.api('DELETE', '/v1/session', undefined, as)).status).toBe(204);
});

it('createSession: who has exchanged a link may do so again, and has one session', async () => {
  const made = await finehook.api('POST', '/v1/portal-links', {
    companies: [uniqueName('portal')],
    user: { id: 'u-ada', name: 'Ada' },
  });
  const [, token] = made.body.url.split('#token=');
  const mine = { authorization: '', 'idempotency-key': crypto.randomUUID() };
  const lost = await finehook.api('POST', '/v1/sessions', { token }, mine);
  const again = await finehook.api('POST', '/v1/sessions', { token }, mine);
  expect([lost.status, again.status]).toEqual([200, 200]);
  const statusOf = async (text: string) =>
    (await finehook.api('GET', '/v1/session', undefined, { authorization: `Bearer ${text}` })).status;
  expect([await statusOf(lost.body.token), await statusOf(again.body.token)]).toEqual([401, 200]);
});
