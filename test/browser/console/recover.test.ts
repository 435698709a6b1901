import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { startBrowser } from '../browser.ts';
import { type BrokenReceiver, openConsole, startBrokenReceiver } from './health-page.ts';

const args = [
  ...['--set', 'console=true', '--retry-delays', '1,1,1,20', '--set', 'failureSpacing=0'],
  ...['--set', 'failingAfter=2', '--set', 'healthCheckDelays=1,1', '--set', 'disabledCheckInterval=1'],
];

let browser: Browser;
let run: LocalRun;
let finehook: Finehook;
/** Its webhook is on its way to being stopped from the beginning: five attempts take half a minute. */
let stopped: { name: string; id: string; failedEventId: string | undefined; receiver: BrokenReceiver };
beforeAll(async () => {
  browser = await startBrowser();
  run = await startLocalRun({ args });
  finehook = new Finehook(run.runtime);
  const name = uniqueName('stopped');
  const receiver = await startBrokenReceiver();
  const { id } = await finehook.webhookTo(name, { url: receiver.url, options: { autoRecover: false } });
  const [failedEventId] = await finehook.put({ companyId: name });
  stopped = { name, id, failedEventId, receiver };
});
afterAll(async () => {
  await browser?.close();
  await stopped?.receiver.close();
  await run?.stop();
});

it('says that a receiver does not answer and what is on hold, and without a reload that it works again', async () => {
  const name = uniqueName('mended');
  const receiver = await startBrokenReceiver();
  const { id } = await finehook.webhookTo(name, { url: receiver.url });
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await go(`/webhooks/${id}/deliveries`);
  await page.getByText('No events yet', { exact: true }).waitFor();
  await finehook.put({ companyId: name });
  await page.getByText('Not answering', { exact: true }).waitFor();
  await page.getByText('Nothing is lost: new events are put on hold.').waitFor();

  const [eventId] = await finehook.put({ companyId: name });
  const { id: heldId } = await finehook.delivery(id, 'held', eventId);
  const onHold = page.getByText('Not answering, 1 on hold', { exact: true });
  await onHold.waitFor();
  await go('/');
  await onHold.waitFor();
  await go(`/webhooks/${id}/deliveries`);
  const deliveries = page.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('listitem');
  const held = deliveries.first();
  await held.getByText('On hold', { exact: true }).waitFor();

  receiver.mend();
  await finehook.invoke('HealthChecker');
  await held.getByText('Delivered', { exact: true }).waitFor();
  await page.getByText('Working', { exact: true }).waitFor();
  expect(await page.getByText('Not answering').count()).toBe(0);
  expect(receiver.taken).toContain(heldId);
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
  await receiver.close();
});

it('turns a stopped webhook on only after a check, whose answer it shows; then what was held and missed is sent', async () => {
  const { name, id, failedEventId, receiver } = stopped;
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await go(`/webhooks/${id}/deliveries`);
  await page.getByText('Stopped after 5 failed attempts').first().waitFor();
  await page.getByText('Mend the receiver, then turn the webhook on.').waitFor();
  const { id: failedId } = await finehook.delivery(id, 'failed', failedEventId);
  const [eventId] = await finehook.put({ companyId: name });
  const { id: heldId } = await finehook.delivery(id, 'held', eventId);
  await page.getByText('Stopped after 5 failed attempts, 1 on hold', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Turn on' }).click();
  const enabling = page.getByRole('dialog', { name: `Turn “${name}” on?` });
  await enabling.getByText('The receiver gets one signed health check first.').waitFor();
  await enabling.getByText('Then 1 delivery on hold is sent, oldest first.').waitFor();
  await enabling.getByRole('button', { name: 'Check and turn on' }).click();
  await enabling.getByText('Status 500', { exact: true }).waitFor();
  await enabling.getByText('The database is being moved.').waitFor();
  await enabling.getByText('The webhook stays as it was.').waitFor();
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('disabled');

  receiver.mend();
  await enabling.getByRole('button', { name: 'Check again' }).click();
  await enabling.waitFor({ state: 'detached' });
  const rows = page.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('listitem');
  await rows.first().getByText('Delivered', { exact: true }).waitFor();
  await rows.last().getByText('Not delivered', { exact: true }).waitFor();
  expect(receiver.taken).toEqual([expect.any(String), heldId]);

  await page.getByRole('button', { name: 'Send missed' }).click();
  const missed = page.getByRole('dialog', { name: 'Send missed' });
  await missed.getByRole('button', { name: 'Send missed' }).click();
  await missed.getByRole('progressbar', { name: 'Progress' }).waitFor();
  // As the schedule does, each minute: it goes on once the release has ended.
  const sweepUntilDone = async () => {
    await finehook.invoke('Sweeper');
    return missed.getByText('Done', { exact: true }).count();
  };
  await expect.poll(sweepUntilDone, { timeout: 120_000, interval: 2_000 }).toBe(1);
  expect(await missed.getByRole('progressbar').count()).toBe(0);
  await missed.getByText('1 of 1 sent').waitFor();
  await missed.getByRole('button', { name: 'Close' }).click();
  await rows.last().getByText('Delivered', { exact: true }).waitFor();
  expect(receiver.taken).toEqual([expect.any(String), heldId, failedId]);
  // Chromium tells of every answer that is an error: of the first check's.
  const refusedOnce = [expect.stringContaining('409 (Conflict)')];
  expect(misdeeds).toEqual({ complaints: refusedOnce, foreignRequests: [] });
});

it('shows the secret when asked, and after a change the new one beside the old one, which expires', async () => {
  const name = uniqueName('secrets');
  const { id, secret } = await finehook.webhookTo(name);
  const { page, misdeeds, go } = await openConsole(browser, finehook, [name]);
  await go(`/webhooks/${id}/secrets`);
  const show = page.getByRole('button', { name: 'Show' });
  await show.waitFor();
  expect(await page.getByText(secret).count()).toBe(0);
  await show.click();
  await page.getByText(secret).waitFor();
  await page.getByRole('button', { name: 'Change the secret' }).click();
  const dialog = page.getByRole('dialog', { name: `Change the secret of “${name}”` });
  await dialog.getByLabel('Hours that the old secret stays valid').fill('48');
  await dialog.getByRole('button', { name: 'Change the secret' }).click();
  await dialog.getByText('The new secret signs from now on').waitFor();
  const made = await dialog.getByText(/^whsec_/).innerText();
  await dialog.getByRole('button', { name: 'Close' }).click();

  const current = page.getByRole('listitem').filter({ hasText: 'Current, does not expire' });
  expect(await current.getByText(/^whsec_/).innerText()).toBe(made);
  const old = page.getByRole('listitem').filter({ hasText: 'Old, expires' });
  expect(await old.getByText(/^whsec_/).innerText()).toBe(secret);
  // 48 hours but for the seconds since: a day and something.
  await old.getByText('Old, expires tomorrow').waitFor();
  expect(made).not.toBe(secret);
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect.poll(() => page.getByText(/^whsec_[A-Za-z0-9]/).count()).toBe(0);
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
});

it('sends a delivery again, and copies it as a command that a shell can run', async () => {
  const name = uniqueName('again');
  const { id } = await finehook.webhookTo(name);
  const [eventId] = await finehook.put({
    companyId: name,
    detail: { currentValue: { title: "It's $HOME" } },
  });
  const delivery = await finehook.delivery(id, 'delivered', eventId);
  const { page, misdeeds, origin, go } = await openConsole(browser, finehook, [name]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  await go(`/webhooks/${id}/deliveries`);
  await page.getByRole('button', { name: 'Record moved' }).click();
  const drawer = page.getByRole('dialog', { name: 'Delivery' });
  await drawer.getByRole('button', { name: 'Send again' }).click();
  await drawer.getByText('It is sent again: a new run of up to five attempts has begun.').waitFor();
  await finehook.receives(name, 2);
  await drawer.getByText('attempt 1 of 5, sent again, run 2').first().waitFor();

  await drawer.getByRole('button', { name: 'Copy as curl' }).click();
  await drawer.getByRole('button', { name: 'Copied' }).waitFor();
  const command = String(await page.evaluate('navigator.clipboard.readText()'));
  await promisify(execFile)('sh', ['-c', command]);
  const [first, again, byHand] = await finehook.receives(name, 3);
  expect([first, again, byHand].map(call => call?.headers['webhook-id'])).toEqual(Array(3).fill(delivery.id));
  expect(byHand?.body).toBe(first?.body);
  expect([again?.verified, byHand?.verified]).toEqual([true, false]);
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
});
