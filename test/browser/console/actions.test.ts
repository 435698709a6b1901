import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { startBrowser } from '../browser.ts';
import { openConsole, startBrokenReceiver } from './health-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

it('pauses with events on hold, and sends them when it is turned on', async () => {
  const name = uniqueName('paused');
  const { id } = await finehook.webhookTo(name);
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await go(`/webhooks/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  const pausing = page.getByRole('dialog', { name: `Pause “${name}”?` });
  await pausing.getByText('Nothing is sent until you turn it on again.').waitFor();
  expect(await pausing.getByRole('radio', { name: 'Keep them on hold' }).isChecked()).toBe(true);
  await pausing.getByRole('button', { name: 'Pause' }).click();
  await pausing.waitFor({ state: 'detached' });
  await page.getByText('Nothing is sent until somebody turns it on.').waitFor();

  const [eventId] = await finehook.put({ companyId: name });
  await finehook.delivery(id, 'held', eventId);
  await page.getByText('Paused, 1 on hold', { exact: true }).waitFor();
  expect(await finehook.received(name)).toEqual([]);
  await page.getByRole('button', { name: 'Turn on' }).click();
  const enabling = page.getByRole('dialog', { name: `Turn “${name}” on?` });
  await enabling.getByText('Then 1 delivery on hold is sent, oldest first.').waitFor();
  await enabling.getByRole('button', { name: 'Check and turn on' }).click();
  await enabling.waitFor({ state: 'detached' });
  await page.getByText('Working', { exact: true }).waitFor();
  const [check, delivery] = await finehook.receives(name, 2);
  expect([check?.verified, delivery?.verified]).toEqual([true, true]);
  expect(JSON.parse(delivery?.body ?? '').type).toBe('TODO_MOVED');
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
});

it('pauses one that does not answer, and says what becomes of what is on hold', async () => {
  const name = uniqueName('failing');
  const { id } = await finehook.webhookTo(name, {}, '?status=503');
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await go(`/webhooks/${id}`);
  await finehook.put({ companyId: name });
  await page.getByText('Not answering', { exact: true }).waitFor();
  const [eventId] = await finehook.put({ companyId: name });
  await finehook.delivery(id, 'held', eventId);
  await page.getByText('Not answering, 1 on hold', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Pause' }).click();
  const pausing = page.getByRole('dialog', { name: `Pause “${name}”?` });
  await pausing.getByText('Deliveries that wait already stay on hold and are sent then.').waitFor();
  await pausing.getByText('1 delivery is on hold now.').waitFor();
  await pausing.getByRole('radio', { name: 'Drop them' }).check();
  await pausing.getByText('They are never sent to this address.').waitFor();
  await pausing.getByRole('button', { name: 'Pause' }).click();
  await pausing.waitFor({ state: 'detached' });
  await page.getByText('Nothing is sent until somebody turns it on.').waitFor();
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
});

it('sends a test, also while paused, and shows what the receiver really answered and how long it took', async () => {
  const name = uniqueName('tested');
  const receiver = await startBrokenReceiver();
  const { id } = await finehook.webhookTo(name, { url: receiver.url });
  await finehook.api('POST', `/v1/webhooks/${id}/pause`, {});
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await go(`/webhooks/${id}`);
  await page.getByRole('button', { name: 'Send test' }).click();
  const dialog = page.getByRole('dialog', { name: `Send a test to “${name}”` });
  await dialog.getByLabel('Which event?').selectOption({ label: 'Comment added' });
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  const { host } = new URL(receiver.url);
  await dialog.getByText(`${host} broke while it took the call`).waitFor();
  await dialog.getByText(/^after \d+ ms$/).waitFor();
  await dialog.getByText('The database is being moved.').waitFor();

  receiver.mend();
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await dialog.getByText(RegExp(`^${host} answered in \\d+ ms$`)).waitFor();
  await dialog.getByText('Status 204').waitFor();
  const sent = JSON.parse(await dialog.getByRole('region', { name: 'Body' }).innerText());
  expect(sent.type).toBe('COMMENT_CREATED');
  expect(receiver.taken).toHaveLength(1);
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
  await receiver.close();
});

it('says what deleting means; then the webhook is in the list no longer', async () => {
  const name = uniqueName('deleted');
  const { id } = await finehook.webhookTo(name);
  await finehook.api('POST', `/v1/webhooks/${id}/pause`, {});
  for (const eventId of await finehook.put({ companyId: name }, { companyId: name }))
    await finehook.delivery(id, 'held', eventId);
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await page.getByRole('link', { name }).click();
  await page.getByText('Paused, 2 on hold', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete “${name}”?` });
  await dialog.getByText('Nothing is sent any more, and it cannot be brought back.').waitFor();
  await dialog.getByText('2 deliveries that wait are not sent.').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor();
  await page.getByRole('link', { name }).waitFor({ state: 'detached' });
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).status).toBe(404);
  await go(`/webhooks/${id}`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  expect(misdeeds.foreignRequests).toEqual([]);
});
