import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { startBrowser } from '../browser.ts';
import { openConsole } from './console-page.ts';

let run: LocalRun;
let finehook: Finehook;
let browser: Browser;
beforeAll(async () => {
  run = await startLocalRun({
    args: ['--set', 'console=true', '--set', 'keepPayloads=undelivered'],
  });
  finehook = new Finehook(run.runtime);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

const gone = 'Failed to load resource: the server responded with a status of 410 (Gone)';

it('says that a delivered event was not kept, and why its request cannot be shown', async () => {
  const company = uniqueName('gone');
  const { id } = await finehook.webhookTo(company);
  await finehook.put({ companyId: company });
  const delivery = await finehook.delivery(id, 'delivered');
  const visit = { companies: [company] };
  const path = `/webhooks/${id}/deliveries?delivery=${delivery.id}`;
  const { page, misdeeds } = await openConsole(browser, finehook, visit, path);
  const drawer = page.getByRole('dialog', { name: 'Delivery' });
  await drawer.getByText('The data of this event is not kept any more.').waitFor();
  await drawer.getByText('Request, Attempt 1 of 5').click();
  await drawer.getByText('The request cannot be shown: the event is not kept any more').waitFor();
  expect(await drawer.getByRole('button', { name: 'Copy as curl' }).count()).toBe(0);
  expect(misdeeds).toEqual({ complaints: [gone], foreignRequests: [] });
});
