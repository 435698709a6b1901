import { beforeEach, describe, expect, it } from 'vitest';
import { contactId, unsubscribeToken } from '../../../functions/domain/contact.ts';
import { AwsCallError } from '../../../functions/domain/errors.ts';
import { MemoryApi } from '../../support/memory-api.ts';

const input = { companyId: 'acme', email: 'ops@acme.example' };
const id = contactId('acme', 'ops@acme.example');
const path = `/v1/contacts/${id}`;
const none = { authorization: '' };

let api: MemoryApi;
beforeEach(() => {
  api = new MemoryApi();
});

const asKeyOf = (...companies: string[]) => ({ authorization: `Bearer ${api.key(companies)}` });

/** The link in the newest mail, as path and query. */
function linkIn(mail = api.mailer.sent.at(-1)): string {
  const [, link = ''] = /https:\/\/api\.example(\S+)/.exec(mail?.text ?? '') ?? [];
  return link;
}

async function confirmed(): Promise<void> {
  await api.send('POST', '/v1/contacts', input);
  expect((await api.send('POST', linkIn(), undefined, none)).status).toBe(200);
}

describe('createContact', () => {
  it('sends a mail with a link, and shows no token', async () => {
    const answer = await api.send('POST', '/v1/contacts', input);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        id,
        ...input,
        status: 'unconfirmed',
        createdAt: '2026-01-01T00:00:00.000Z',
        confirmedAt: null,
      },
    ]);
    expect(api.mailer.sent.map(({ to }) => to)).toEqual(['ops@acme.example']);
    expect(linkIn()).toMatch(new RegExp(`^${path}/confirm\\?token=[\\w-]{43}$`));
  });

  it('asks again, under the same id, and the older link is no longer good', async () => {
    await api.send('POST', '/v1/contacts', input);
    const older = linkIn();
    const again = await api.send('POST', '/v1/contacts', { ...input, email: 'OPS@acme.example' });
    expect(again.body).toMatchObject({ id, email: 'OPS@acme.example' });
    expect((await api.send('POST', older, undefined, none)).status).toBe(404);
    expect((await api.send('POST', linkIn(), undefined, none)).status).toBe(200);
    expect(api.contacts.contacts.size).toBe(1);
  });

  it('leaves a confirmed one as it is, and sends it nothing', async () => {
    await confirmed();
    const { body } = await api.send('POST', '/v1/contacts', input);
    expect([body.status, api.mailer.sent.length]).toEqual(['confirmed', 1]);
  });

  it('403: a company that the key does not hold', async () => {
    const { status, body } = await api.send('POST', '/v1/contacts', input, asKeyOf('globex'));
    expect([status, body.errors]).toEqual([
      403,
      [{ pointer: '/companyId', code: 'not-held', detail: 'This API key does not hold the company.' }],
    ]);
    expect([api.mailer.sent, api.contacts.contacts.size]).toEqual([[], 0]);
  });

  it.each([
    'ops',
    'ops@acme',
    '@acme.example',
    'ops@acme.example, all@acme.example',
    'Ops <ops@acme.example>',
    'ops@acme.example\r\nBcc: all@acme.example',
    'öps@acme.example',
    'ops@-acme.example',
    `${'o'.repeat(65)}@acme.example`,
    `ops@${'a'.repeat(240)}.example.com`,
  ])('400: %j', async email => {
    const { status, body } = await api.send('POST', '/v1/contacts', { ...input, email });
    expect([status, body.errors[0].pointer]).toEqual([400, '/email']);
  });

  it.each(["o'neil+hooks@acme.example", 'a@b.c', 'ops@xn--bcher-kva.example'])('200: %s', async email => {
    expect((await api.send('POST', '/v1/contacts', { ...input, email })).status).toBe(200);
  });

  it('sends at most ten mails a day for a company, whatever becomes of them', async () => {
    const ask = async (n: number, companyId = 'acme') =>
      (await api.send('POST', '/v1/contacts', { companyId, email: `a${n}@acme.example` })).status;
    for (let n = 1; n <= 10; n++) expect(await ask(n)).toBe(200);
    expect([await ask(11), await ask(1), await ask(11, 'globex')]).toEqual([429, 429, 200]);
    expect(api.contacts.contacts.has(contactId('acme', 'a11@acme.example'))).toBe(false);
    api.nowMs += 86_400_000;
    expect(await ask(11)).toBe(200);
  });

  it('lets a company have twenty', async () => {
    const ask = async (n: number) =>
      (await api.send('POST', '/v1/contacts', { ...input, email: `a${n}@acme.example` })).status;
    for (let n = 1; n <= 20; n++) {
      if (n === 11) api.nowMs += 86_400_000;
      expect(await ask(n)).toBe(200);
    }
    api.nowMs += 86_400_000;
    expect([await ask(21), await ask(20)]).toEqual([409, 200]);
  });

  it('says when the mail service does not take the address; entered again, it is asked again', async () => {
    api.mailer.failure = () => new AwsCallError('MessageRejected', 'Email address is not verified.', false);
    const { status, body } = await api.send('POST', '/v1/contacts', input);
    expect([status, body.type]).toEqual([422, 'https://finehook.dev/problems/mail-refused']);
    api.mailer.failure = () => undefined;
    await confirmed();
  });

  it('503 when the mail service does not answer', async () => {
    api.mailer.failure = () => new AwsCallError('NoAnswer', 'socket hang up', true);
    expect((await api.send('POST', '/v1/contacts', input)).status).toBe(503);
  });

  it('409 when this service sends no mail, and nothing is written', async () => {
    api = new MemoryApi({ sendsMail: false });
    const { status, body } = await api.send('POST', '/v1/contacts', input);
    expect([status, body.type]).toEqual([409, 'https://finehook.dev/problems/mail-off']);
    expect(api.contacts.contacts.size).toBe(0);
  });
});

describe('confirmContact', () => {
  it('by a button: whoever only follows the link changes nothing', async () => {
    await api.send('POST', '/v1/contacts', input);
    const page = await api.send('GET', linkIn(), undefined, none);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<form method="post"><button>Confirm</button></form>');
    expect(api.contacts.contacts.get(id)?.status).toBe('unconfirmed');

    const done = await api.send('POST', linkIn(), undefined, none);
    expect([done.status, done.body.includes('Your address is confirmed')]).toEqual([200, true]);
    expect((await api.send('GET', '/v1/contacts?companyId=acme')).body.items).toMatchObject([
      { id, status: 'confirmed', confirmedAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect((await api.send('POST', linkIn(), undefined, none)).status).toBe(200);
  });

  it('as a browser sends it, with an empty form', async () => {
    await api.send('POST', '/v1/contacts', input);
    const form = { ...none, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await api.send('POST', linkIn(), '', form)).status).toBe(200);
  });

  it('its pages run nothing, are framed by nobody, and tell nobody their address', async () => {
    await api.send('GET', `${path}/confirm?token=x`, undefined, none);
    expect(api.lastHeaders).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each(['?token=wrong', '', `?token=${'A'.repeat(43)}`])('404, as a page: %s', async query => {
    await api.send('POST', '/v1/contacts', input);
    const { status, body } = await api.send('POST', `${path}/confirm${query}`, undefined, none);
    expect([status, body.includes('not good any more')]).toEqual([404, true]);
    expect(api.contacts.contacts.get(id)?.status).toBe('unconfirmed');
  });

  it.each(['cnt_0123456789abcdef0123456789abcdef', 'x'])('404: no such contact as %s', async other => {
    const { status } = await api.send('POST', `/v1/contacts/${other}/confirm?token=x`, undefined, none);
    expect(status).toBe(404);
  });

  it('404 after 48 hours', async () => {
    await api.send('POST', '/v1/contacts', input);
    api.nowMs += 48 * 3_600_000;
    expect((await api.send('POST', linkIn(), undefined, none)).status).toBe(404);
  });
});

describe('unsubscribeContact', () => {
  const link = () => {
    const contact = api.contacts.contacts.get(id);
    return `${path}/unsubscribe?token=${contact === undefined ? '' : unsubscribeToken(contact)}`;
  };

  it('by the button of a mail program, without the page', async () => {
    await confirmed();
    const oneClick = { ...none, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await api.send('POST', link(), 'List-Unsubscribe=One-Click', oneClick);
    expect([answer.status, api.contacts.contacts.get(id)?.status]).toEqual([200, 'unsubscribed']);
    expect((await api.send('POST', link(), undefined, none)).status).toBe(200);
  });

  it('by the page’s button: whoever only follows the link changes nothing', async () => {
    await confirmed();
    const page = await api.send('GET', link(), undefined, none);
    expect(page.body).toContain('<button>Unsubscribe</button>');
    expect(api.contacts.contacts.get(id)?.status).toBe('confirmed');
  });

  it('is for good, until the address confirms anew', async () => {
    await confirmed();
    const first = linkIn();
    await api.send('POST', link(), undefined, none);
    expect((await api.send('POST', first, undefined, none)).status).toBe(404);
    await confirmed();
    expect(api.contacts.contacts.get(id)?.status).toBe('confirmed');
  });

  it('tries again when somebody else writes at the same moment', async () => {
    await confirmed();
    const save = api.contacts.save.bind(api.contacts);
    let refusals = 2;
    api.contacts.save = async (contact, before) => (refusals-- > 0 ? false : save(contact, before));
    expect((await api.send('POST', link(), undefined, none)).status).toBe(200);
    refusals = 0;
    await confirmed();
    refusals = 3;
    expect((await api.send('POST', link(), undefined, none)).status).toBe(409);
  });

  it.each(['', 'x', 'A'.repeat(43)])('404: token %j', async token => {
    await confirmed();
    const { status } = await api.send('POST', `${path}/unsubscribe?token=${token}`, undefined, none);
    expect([status, api.contacts.contacts.get(id)?.status]).toEqual([404, 'confirmed']);
  });
});

describe('listContacts', () => {
  it('lists those of one company, oldest first', async () => {
    await api.send('POST', '/v1/contacts', input);
    api.nowMs += 1000;
    await api.send('POST', '/v1/contacts', { ...input, email: 'a@acme.example' });
    await api.send('POST', '/v1/contacts', { companyId: 'globex', email: 'a@globex.example' });
    const { body } = await api.send('GET', '/v1/contacts?companyId=acme', undefined, asKeyOf('acme'));
    expect(body.items.map(({ email }: { email: string }) => email)).toEqual([
      'ops@acme.example',
      'a@acme.example',
    ]);
    expect(JSON.stringify(body)).not.toMatch(/token|unsubscribeKey/i);
  });

  it('403: a company that the key does not hold; 400: none named', async () => {
    const strange = await api.send('GET', '/v1/contacts?companyId=acme', undefined, asKeyOf('globex'));
    expect([strange.status, strange.body.errors[0].pointer]).toEqual([403, '?companyId']);
    const unnamed = await api.send('GET', '/v1/contacts');
    expect([unnamed.status, unnamed.body.errors[0].pointer]).toEqual([400, '?companyId']);
  });
});

describe('deleteContact', () => {
  it('keeps nothing of it', async () => {
    await confirmed();
    expect((await api.send('DELETE', path)).status).toBe(204);
    expect(api.contacts.contacts.size).toBe(0);
    expect((await api.send('DELETE', path)).status).toBe(404);
  });

  it.each(['x', 'cnt_0123456789abcdef0123456789abcdef'])('404: %s', async other => {
    expect((await api.send('DELETE', `/v1/contacts/${other}`)).status).toBe(404);
  });

  it('404 when the key does not hold its company', async () => {
    await confirmed();
    expect((await api.send('DELETE', path, undefined, asKeyOf('globex'))).status).toBe(404);
    expect(api.contacts.contacts.size).toBe(1);
  });
});
