import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type EventToPut, Finehook, uniqueName, until } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { nameThings, openConsole } from './console-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const before = 'When a record is moved in “Website” of “Acme”';
const after =
  'When a record is created in “Shop” of “Acme”, and its title contains “urgent” (in capital or small letters)';

/** A company with two projects, and a webhook that hears of moves in the first. */
async function prepare(): Promise<{ readonly company: string; readonly id: string }> {
  const company = uniqueName('change');
  await nameThings(finehook, company, [
    { kind: 'company', id: company, name: 'Acme' },
    { kind: 'project', id: 'website', name: 'Website' },
    { kind: 'project', id: 'shop', name: 'Shop' },
  ]);
  const companies = [{ companyId: company, projectIds: ['website'] }];
  const filter = { anyOf: [{ eventTypes: ['TODO_MOVED'], companies }] };
  const { id } = await finehook.webhookTo(company, { filter });
  return { company, id };
}

const webhook = async (id: string) => (await finehook.api('GET', `/v1/webhooks/${id}`)).body;

const shownSentence = (page: Page) =>
  page.getByRole('region', { name: 'What it will do' }).getByRole('paragraph').first();

/** From the page of the webhook to the last of the three questions, and answers each anew. */
async function changeEverything(page: Page, company: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('heading', { name: `Change “${company}”`, level: 1 }).waitFor();
  await expect.poll(() => shownSentence(page).innerText()).toBe(before);
  const next = page.getByRole('button', { name: 'Continue' });
  const moved = page.getByRole('button', { name: 'Record moved' });
  expect(await moved.getAttribute('aria-pressed')).toBe('true');
  await moved.click();
  await page.getByRole('button', { name: 'Save', description: 'Choose when and where first.' }).waitFor();
  await page.getByRole('button', { name: 'Record created' }).click();
  await next.click();
  await page.getByRole('checkbox', { name: 'Website' }).uncheck();
  await page.getByRole('checkbox', { name: 'Shop' }).check();
  await next.click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('Field', { exact: true }).selectOption('Title');
  await page.getByLabel('Value', { exact: true }).fill('urgent');
  await expect.poll(() => shownSentence(page).innerText()).toBe(after);
}

it('when, where and the conditions are changed, and hold from then on', async () => {
  const { company, id } = await prepare();
  const event = (type: string, projectId: string, title: string): EventToPut => {
    const currentValue = { id: title, title };
    return { type, companyId: company, projectId, detail: { currentValue } };
  };
  const old = (title: string) => event('TODO_MOVED', 'website', title);
  await finehook.put(old('before'));
  await finehook.receives(company, 1);
  const { page, misdeeds } = await openConsole(
    browser,
    finehook,
    { companies: [company] },
    `/webhooks/${id}`,
  );
  await changeEverything(page, company);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: company, level: 1, exact: true }).waitFor();
  await page.getByText(after, { exact: true }).waitFor();
  expect(await page.getByText(before).count()).toBe(0);
  expect(new URL(page.url()).hash).toBe('');

  await until(
    () => webhook(id),
    ({ rule }) => rule === 'live',
    'the changed rule',
  );
  await finehook.put(
    old('urgent, but moved'),
    event('TODO_CREATED', 'website', 'urgent, but elsewhere'),
    event('TODO_CREATED', 'shop', 'calm'),
    event('TODO_CREATED', 'shop', 'An urgent thing'),
  );
  await page.getByRole('link', { name: 'Deliveries' }).click();
  const deliveries = page.getByRole('list', { name: 'Deliveries, newest first' });
  await deliveries.getByText('An urgent thing').waitFor();
  const titles = (await finehook.receives(company, 2)).map(
    ({ body }) => JSON.parse(body).data.currentValue.title,
  );
  expect(titles).toEqual(['before', 'An urgent thing']);
  expect(await deliveries.getByRole('listitem').count()).toBe(2);
  expect(misdeeds).toEqual(noMisdeeds);
});

it('who goes back without saving has changed nothing', async () => {
  const { company, id } = await prepare();
  const { filter, updatedAt } = await webhook(id);
  const { page, misdeeds } = await openConsole(
    browser,
    finehook,
    { companies: [company] },
    `/webhooks/${id}`,
  );
  await changeEverything(page, company);
  await page.getByRole('link', { name: 'Back to the webhook' }).click();
  await page.getByText(before, { exact: true }).waitFor();
  expect(await webhook(id)).toMatchObject({ filter, updatedAt });
  expect(misdeeds).toEqual(noMisdeeds);
});

it('what somebody else has changed meanwhile is not overwritten: it says so, and after a reload it is saved', async () => {
  const { company, id } = await prepare();
  const { page, misdeeds } = await openConsole(
    browser,
    finehook,
    { companies: [company] },
    `/webhooks/${id}`,
  );
  await changeEverything(page, company);
  const name = `${company} of another`;
  expect((await finehook.api('PATCH', `/v1/webhooks/${id}`, { name })).status).toBe(200);
  const { filter } = await webhook(id);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody else has changed this webhook meanwhile.').waitFor();
  expect((await webhook(id)).filter).toEqual(filter);

  await page.reload();
  await page.getByRole('heading', { name: `Change “${name}”`, level: 1 }).waitFor();
  await expect.poll(() => shownSentence(page).innerText()).toBe(after);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(after, { exact: true }).waitFor();
  expect((await webhook(id)).name).toBe(name);
  const refusedOnce = [expect.stringContaining('412 (Precondition Failed)')];
  expect(misdeeds).toEqual({ complaints: refusedOnce, foreignRequests: [] });
});
