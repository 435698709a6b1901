import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, stillness, uniqueName } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { linkIn, mailsTo } from '../support/outbox.ts';
import { startReceiver } from '../support/receiver.ts';

let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  run = await startLocalRun({
    args: ['--retry-delays', '0.1,0.1,0.1,0.1', '--set', 'disabledCheckInterval=1'],
  });
  finehook = new Finehook(run.runtime);
});

afterAll(() => run.stop());

const page = async (method: string, url: string, body?: string) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(url, { method, ...(body === undefined ? {} : { headers, body }) });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

/** Enters an address and confirms it as its owner would. */
async function confirmedContact(companyId: string): Promise<{ id: string; email: string }> {
  const email = `${companyId}@example.com`;
  const { status, body } = await finehook.api('POST', '/v1/contacts', { companyId, email });
  expect([status, body.status]).toEqual([200, 'unconfirmed']);
  const [mail] = await mailsTo(finehook, email, 1);
  expect((await page('POST', linkIn(mail))).status).toBe(200);
  return { id: body.id, email };
}

it('createContact, showConfirmation, confirmContact, listContacts, deleteContact', async () => {
  const companyId = uniqueName('contacts');
  const email = `${companyId}@example.com`;
  const entered = await finehook.api('POST', '/v1/contacts', { companyId, email });
  const { id } = entered.body;
  expect([entered.status, entered.body]).toEqual([
    200,
    {
      id: expect.stringMatching(/^cnt_[0-9a-f]{32}$/),
      companyId,
      email,
      status: 'unconfirmed',
      createdAt: expect.stringMatching(/Z$/),
      confirmedAt: null,
    },
  ]);
  const [mail] = await mailsTo(finehook, email, 1);
  const link = linkIn(mail);
  expect(
    link.startsWith(`${finehook.runtime.apiUrl.replace(/\/$/, '')}/v1/contacts/${id}/confirm?token=`),
  ).toBe(true);

  const shown = await page('GET', link);
  expect([shown.status, shown.type]).toEqual([200, 'text/html; charset=utf-8']);
  const listed = async () => (await finehook.api('GET', `/v1/contacts?companyId=${companyId}`)).body.items;
  expect(await listed()).toEqual([entered.body]);
  expect((await page('POST', `${link}x`)).status).toBe(404);
  expect((await page('POST', link, '')).status).toBe(200);
  expect(await listed()).toMatchObject([{ id, status: 'confirmed' }]);

  const stranger = { authorization: `Bearer ${await finehook.makeKey(['stranger'])}` };
  expect((await finehook.api('DELETE', `/v1/contacts/${id}`, undefined, stranger)).status).toBe(404);
  expect((await finehook.api('DELETE', `/v1/contacts/${id}`)).status).toBe(204);
  expect(await listed()).toEqual([]);
});

it('an owner is told once that a webhook was disabled, and once that it has recovered', async () => {
  const name = uniqueName('owner');
  const { email } = await confirmedContact(name);
  let isBack = false;
  const receiver = await startReceiver((_, response) => response.writeHead(isBack ? 204 : 503).end());
  const webhook = await finehook.webhookTo(name, { url: receiver.url, name: 'Tasks <to> CRM' });
  await finehook.put({ companyId: name });

  const [, disabled] = await mailsTo(finehook, email, 2);
  expect(disabled).toMatchObject({
    from: expect.stringContaining('@'),
    subject: 'Webhook "Tasks <to> CRM" was disabled',
  });
  expect(disabled?.text).toContain('Last answer: status 503');
  expect(disabled?.text).toContain(webhook.id);

  isBack = true;
  await finehook.invoke('HealthChecker');
  const [, , recovered] = await mailsTo(finehook, email, 3);
  expect(recovered?.subject).toBe('Webhook "Tasks <to> CRM" has recovered');
  await stillness(1_000);
  expect(await mailsTo(finehook, email, 3)).toHaveLength(3);
  await receiver.close();
});

it('showUnsubscription, unsubscribeContact: by one click in a mail program, and then nothing more comes', async () => {
  const name = uniqueName('unsubscribe');
  const { id, email } = await confirmedContact(name);
  await finehook.webhookTo(name, {}, '?status=410');
  await finehook.put({ companyId: name });
  const [, notice] = await mailsTo(finehook, email, 2);
  const headers = Object.fromEntries((notice?.headers ?? []).map(header => [header.name, header.value]));
  expect(headers).toEqual({
    'List-Unsubscribe': expect.stringMatching(
      new RegExp(`^<http://.+/v1/contacts/${id}/unsubscribe\\?token=`),
    ),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  const url = (headers['List-Unsubscribe'] ?? '').slice(1, -1);
  expect((await page('GET', url)).text).toContain('<button>Unsubscribe</button>');
  const { body } = await finehook.api('GET', `/v1/contacts?companyId=${name}`);
  expect(body.items).toMatchObject([{ status: 'confirmed' }]);
  expect((await page('POST', url, 'List-Unsubscribe=One-Click')).status).toBe(200);

  await finehook.webhookTo(name, {}, '?status=410');
  const [eventId] = await finehook.put({ companyId: name });
  expect(eventId).toBeDefined();
  await stillness(2_000);
  expect(await mailsTo(finehook, email, 2)).toHaveLength(2);
});
