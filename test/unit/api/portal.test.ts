import { describe, expect, it } from 'vitest';
import { MemoryApi } from '../../support/memory-api.ts';

const input = {
  companies: ['acme'],
  user: { id: 'u-ada', name: 'Ada' },
  language: 'ru',
  themeColor: '#0055ff',
  returnUrl: 'https://app.example.com/',
  project: { companyId: 'acme', projectId: 'website' },
  names: { acme: 'Acme' },
};

async function linkTo(api: MemoryApi, more: object = {}): Promise<string> {
  const { body } = await api.send('POST', '/v1/portal-links', { ...input, ...more });
  return body.url.split('#token=')[1];
}

const exchange = (api: MemoryApi, token: string, more: Readonly<Record<string, string>> = {}) =>
  api.send('POST', '/v1/sessions', { token }, { authorization: '', ...more });

async function sessionOf(api: MemoryApi, more: object = {}): Promise<{ authorization: string }> {
  const { body } = await exchange(api, await linkTo(api, more));
  return { authorization: `Bearer ${body.token}` };
}

describe('createPortalLink', () => {
  it('gives a URL whose token no server sees', async () => {
    const { status, body } = await new MemoryApi().send('POST', '/v1/portal-links', input);
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(/^ptl_[0-9a-z]{26}$/),
        url: expect.stringMatching(/^https:\/\/console\.example\/#token=fhp_[\w-]{43}$/),
        expiresAt: '2026-01-01T00:05:00.000Z',
      },
    ]);
  });

  it.each([
    [{ companies: ['globex'] }, '/companies'],
    [{ revealSecrets: true }, '/revealSecrets'],
  ])('403: a key gives nobody more than it has: %j', async (more, pointer) => {
    const api = new MemoryApi();
    const authorization = `Bearer ${api.key(['acme'], { revealsSecrets: false })}`;
    const answer = await api.send('POST', '/v1/portal-links', { ...input, ...more }, { authorization });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([403, pointer]);
    expect(api.portal.links.size).toBe(0);
  });

  it.each([
    [{ returnUrl: 'http://app.example.com/' }, '/returnUrl'],
    [{ returnUrl: 'javascript:alert(1)' }, '/returnUrl'],
    [{ themeColor: 'red;background:url(x)' }, '/themeColor'],
    [{ language: 'de' }, '/language'],
    [{ project: { companyId: 'acme' } }, '/project/projectId'],
    [{ expiresInSeconds: 29 }, '/expiresInSeconds'],
    [{ sessionMinutes: 1441 }, '/sessionMinutes'],
    [{ user: { id: 'u' } }, '/user/name'],
  ])('400 for %j', async (more, pointer) => {
    const { status, body } = await new MemoryApi().send('POST', '/v1/portal-links', { ...input, ...more });
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });
});

describe('createSession, getSession, deleteSession', () => {
  it('a link is worth one session, whose user does what the role may, under their own name', async () => {
    const api = new MemoryApi();
    const token = await linkTo(api);
    const { status, body } = await exchange(api, token);
    expect([status, body.session]).toMatchObject([
      200,
      {
        id: expect.stringMatching(/^ses_/),
        kind: 'session',
        name: 'Ada',
        companies: ['acme'],
        portal: {
          user: input.user,
          language: 'ru',
          themeColor: '#0055ff',
          returnUrl: 'https://app.example.com/',
          project: { companyId: 'acme', projectId: 'website' },
          names: { acme: 'Acme' },
          expiresAt: '2026-01-01T08:00:00.000Z',
        },
      },
    ]);
    const again = await exchange(api, token);
    expect([again.status, again.body.detail]).toEqual([
      401,
      'This link was used already, or has expired. Get a new one where you came from.',
    ]);

    const as = { authorization: `Bearer ${body.token}` };
    expect((await api.send('GET', '/v1/session', undefined, as)).body).toEqual(body.session);
    const filter = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: '*' }] }] };
    const webhook = { name: 'n', url: 'https://example.com/', filter };
    const made = await api.send('POST', '/v1/webhooks', webhook, as);
    expect(made.status).toBe(201);
    expect(api.webhooks.states.get(made.body.id)?.health.changedBy).toBe('user:u-ada');
    expect((await api.send('GET', '/v1/keys', undefined, as)).status).toBe(403);
  });

  it('who has exchanged a link may do so again for a minute; the session before it ends', async () => {
    const api = new MemoryApi();
    const token = await linkTo(api);
    const mine = { 'idempotency-key': '4f9c7a6e-1d4b-4f7e-9b57-0a3f6f1f9a52' };
    const lost = await exchange(api, token, mine);
    const others = { 'idempotency-key': '00000000-1d4b-4f7e-9b57-0a3f6f1f9a52' };
    expect((await exchange(api, token, others)).status).toBe(401);
    expect((await exchange(api, token)).status).toBe(401);
    api.nowMs += 59_999;
    const again = await exchange(api, token, mine);
    expect([again.status, again.body.session.name]).toEqual([200, 'Ada']);
    expect(again.body.token).not.toBe(lost.body.token);
    const statusOf = async (text: string) =>
      (await api.send('GET', '/v1/session', undefined, { authorization: `Bearer ${text}` })).status;
    expect([await statusOf(lost.body.token), await statusOf(again.body.token)]).toEqual([401, 200]);
    api.nowMs += 1;
    expect((await exchange(api, token, mine)).status).toBe(401);
    expect(await statusOf(again.body.token)).toBe(200);
    expect(JSON.stringify([...api.portal.taken])).not.toContain(mine['idempotency-key']);
  });

  it('an exchange that failed on the way can be made again', async () => {
    const api = new MemoryApi();
    const token = await linkTo(api);
    const mine = { 'idempotency-key': '4f9c7a6e-1d4b-4f7e-9b57-0a3f6f1f9a52' };
    const { addSession } = api.portal;
    api.portal.addSession = async () => {
      throw new Error('crash');
    };
    expect((await exchange(api, token, mine)).status).toBe(500);
    api.portal.addSession = addSession;
    expect((await exchange(api, token, mine)).status).toBe(200);
  });

  it.each(['', '1', 'x'.repeat(31), 'x'.repeat(256), 'ä'.repeat(40)])(
    'takes no name that can be guessed, or is none: "%s"',
    async name => {
      const api = new MemoryApi();
      const token = await linkTo(api);
      expect((await exchange(api, token, { 'idempotency-key': name })).status).toBe(400);
      expect((await exchange(api, token)).status).toBe(200);
    },
  );

  it('a reader changes nothing', async () => {
    const api = new MemoryApi();
    const as = await sessionOf(api, { role: 'reader' });
    expect((await api.send('GET', '/v1/webhooks', undefined, as)).status).toBe(200);
    const refused = await api.send('POST', '/v1/webhooks', {}, as);
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      'This session does not have the scope webhooks:write. Get a portal link that gives it where you came from.',
    ]);
  });

  it('links and sessions end by themselves', async () => {
    const api = new MemoryApi();
    const token = await linkTo(api, { expiresInSeconds: 60 });
    const as = await sessionOf(api, { sessionMinutes: 5 });
    api.nowMs += 60_000;
    expect((await exchange(api, token)).status).toBe(401);
    const ask = () => api.send('GET', '/v1/session', undefined, as);
    api.nowMs += 239_999;
    expect((await ask()).status).toBe(200);
    api.nowMs += 1;
    const { status, headers } = await ask();
    expect([status, headers['www-authenticate']]).toEqual([
      401,
      'Bearer realm="finehook", error="invalid_token"',
    ]);
  });

  it('whoever signs out is out within five seconds', async () => {
    const api = new MemoryApi();
    const as = await sessionOf(api);
    expect((await api.send('DELETE', '/v1/session', undefined, as)).status).toBe(204);
    api.nowMs += 5_000;
    expect((await api.send('GET', '/v1/session', undefined, as)).status).toBe(401);
  });

  it('of an API key tells what it is', async () => {
    const { body } = await new MemoryApi().send('GET', '/v1/session');
    expect(body).toMatchObject({ id: 'key_0', kind: 'key', companies: ['*'], portal: null });
    expect(body.scopes).toContain('keys:write');
  });
});
