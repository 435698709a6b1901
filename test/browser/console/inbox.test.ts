import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { nameThings, openConsole } from './console-page.ts';
import { hasFocus } from './focus.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const inboxesOf = async (company: string): Promise<readonly unknown[]> =>
  (await finehook.api('GET', `/v1/inboxes?companyId=${company}`)).body.items;

const tooLong = 'x'.repeat(101);
const badRequest = 'Failed to load resource: the server responded with a status of 400 (Bad Request)';

it('who has no address gets an inbox, and none is left of a webhook that was refused', async () => {
  const company = uniqueName('inbox');
  const projectId = uniqueName('project');
  await nameThings(finehook, company, [{ kind: 'project', id: projectId, name: 'Website' }]);
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] });
  const next = page.getByRole('button', { name: 'Continue' });
  const turnOn = page.getByRole('button', { name: 'Turn on' });
  await page.getByRole('link', { name: 'New webhook' }).click();
  await page.getByRole('button', { name: /^Just show me/ }).click();
  await page.getByRole('button', { name: 'Record completed or reopened' }).click();
  await next.click();
  await page.getByRole('checkbox', { name: 'Website' }).click();
  await next.click();
  await next.click();

  const name = page.getByLabel('Name');
  await name.fill(tooLong);
  await turnOn.click();
  await page.getByText('Must have at most 100 characters.').waitFor();
  await expect.poll(() => inboxesOf(company)).toEqual([]);

  await name.fill('Just to see');
  await turnOn.click();
  await page.getByText('Nothing yet. As soon as something happens').waitFor();
  expect(await inboxesOf(company)).toHaveLength(1);
  await finehook.put({ type: 'TODO_DONE_STATUS_UPDATED', companyId: company, projectId });
  await page.getByText('The first event has arrived.').waitFor();
  const call = page.getByRole('group').filter({ hasText: 'Record completed or reopened' }).first();
  await call.getByText(`"projectId": "${projectId}"`).waitFor();
  await page.getByRole('link', { name: 'See the delivery' }).click();
  const delivery = page.getByRole('dialog', { name: 'Delivery' });
  await delivery.getByRole('heading', { name: 'Event', exact: true }).waitFor();
  await expect.poll(() => hasFocus(page, delivery.getByRole('button', { name: 'Close' }))).toBe(true);
  expect(misdeeds).toEqual({ ...noMisdeeds, complaints: [badRequest] });
});
