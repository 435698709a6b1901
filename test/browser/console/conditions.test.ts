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

const sentence =
  'When a record is moved in “Website” of “Acme”, and either its list became “Done”, or its title contains “urgent” (in capital or small letters)';

const company = uniqueName('conditions');
const projectId = uniqueName('website');
const done = uniqueName('done');
const doing = uniqueName('doing');

const moved = (title: string, to: string): EventToPut => ({
  type: 'TODO_MOVED',
  companyId: company,
  projectId,
  detail: {
    previousValue: { id: title, title, todoListId: 'backlog' },
    currentValue: { id: title, title, todoListId: to },
  },
});

/** Puts the events, and waits until they can be looked back at. */
async function happen(...events: readonly EventToPut[]): Promise<string[]> {
  const ids = await finehook.put(...events);
  await until(
    async () => (await finehook.api('GET', `/v1/recent-events?companyId=${company}`)).body.items,
    (items: { id: string }[]) => ids.every(id => items.some(item => item.id === id)),
    'the recent events',
  );
  return ids;
}

/** What the form says, from top to bottom. */
async function chosenConditions(page: Page): Promise<string[]> {
  const form = page.getByRole('group', { name: 'Any of these' });
  const fields = await form.getByRole('combobox').all();
  return Promise.all(fields.map(field => field.inputValue()));
}

it('conditions are chosen by names, tried on what has happened, kept over reloads, and hold', async () => {
  await nameThings(finehook, company, [
    { kind: 'company', id: company, name: 'Acme' },
    { kind: 'project', id: projectId, name: 'Website' },
    { kind: 'list', id: done, name: 'Done' },
    { kind: 'list', id: doing, name: 'In progress' },
  ]);
  await happen(moved('Ship it', done), moved('Tidy up', doing));
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] }, '/new');
  const next = page.getByRole('button', { name: 'Continue' });
  await page.getByRole('button', { name: /^Send to my system/ }).click();
  await page.getByRole('button', { name: 'Record moved' }).click();
  await next.click();
  await page.getByRole('checkbox', { name: 'Website' }).check();
  await next.click();

  await page.getByLabel('How the conditions are joined').selectOption('Any of these');
  const add = page.getByRole('button', { name: 'Add a condition' });
  await add.click();
  await page.getByLabel('Field', { exact: true }).selectOption('List');
  await page.getByLabel('Value', { exact: true }).selectOption('Done');
  await add.click();
  await page.getByLabel('Field', { exact: true }).nth(1).selectOption('Title');
  await page.getByLabel('Value', { exact: true }).nth(1).fill('urgent');
  const chosen = ['any', 'record todoListId', 'became', done, 'record title', 'contains', 'urgent'];
  expect(await chosenConditions(page)).toEqual(chosen);
  const whatItDoes = page.getByRole('region', { name: 'What it will do' });
  await expect.poll(() => whatItDoes.getByRole('paragraph').first().innerText()).toBe(sentence);

  await page.getByText('Fits 1 of 2 recent events').waitFor();
  const verdict = page.getByRole('listitem').filter({ hasText: 'Does not fit' });
  await verdict.getByText('Why not?').click();
  await verdict.getByText('Became: list').waitFor();
  await verdict.getByText('“In progress”', { exact: true }).waitFor();

  await page.reload();
  await page.getByRole('heading', { name: 'Only if …' }).waitFor();
  await expect.poll(() => chosenConditions(page)).toEqual(chosen);
  await next.click();
  const address = `${finehook.runtime.receiverUrl}/in/${company}`;
  const url = page.getByLabel('Address (URL)');
  await url.fill(address);
  await page.reload();
  await expect.poll(() => url.inputValue()).toBe(address);
  expect(decodeURIComponent(page.url())).not.toContain(new URL(address).host);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('link', { name: 'See the webhook' }).click();
  await page.getByRole('link', { name: 'Deliveries' }).click();

  await happen(moved('Tidy up again', doing), moved('An urgent thing', doing));
  const deliveries = page.getByRole('list', { name: 'Deliveries, newest first' });
  await deliveries.getByText('Delivered', { exact: true }).waitFor();
  await deliveries.getByText('An urgent thing').waitFor();

  await page.getByRole('button', { name: 'Why did I not get it?' }).click();
  await page.getByRole('button', { name: /Tidy up again/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Why did I not get it?' });
  await dialog.getByText('It does not meet the conditions of this webhook').waitFor();
  await dialog.getByText('A condition was not met').waitFor();
  await dialog.getByText('In progress').waitFor();
  expect(await deliveries.getByRole('listitem').count()).toBe(1);
  const calls = await finehook.received(company);
  expect(calls.map(({ body }) => JSON.parse(body).data.currentValue.title)).toEqual(['An urgent thing']);
  expect(misdeeds).toEqual(noMisdeeds);
});
