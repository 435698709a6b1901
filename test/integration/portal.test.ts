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
  const as = { authorization: `Bearer ${body.token}` };
  expect((await finehook.api('GET', '/v1/session', undefined, as)).body).toEqual(body.session);
  expect((await finehook.api('GET', '/v1/webhooks', undefined, as)).body).toEqual({
    items: [],
    nextCursor: null,
  });
  expect((await finehook.api('POST', '/v1/webhooks', {}, as)).status).toBe(403);
  expect((await finehook.api('DELETE', '/v1/session', undefined, as)).status).toBe(204);
});
