import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { nameThings, openConsole } from './console-page.ts';
import { hasFocus, stops, tabTo } from './focus.ts';
import { flows } from './keyboard-flows.ts';
import { KeyboardHand } from './keyboard-hand.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

it('a webhook is made by keyboard alone, and one sees where the focus is', async () => {
  const company = uniqueName('keyboard');
  await nameThings(finehook, company, [
    { kind: 'company', id: company, name: 'Acme' },
    { kind: 'project', id: 'website', name: 'Website' },
    { kind: 'list', id: 'done', name: 'Done' },
  ]);
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] });
  const { keyboard } = page;
  const question = async (name: string) =>
    expect.poll(() => hasFocus(page, page.getByRole('heading', { name, level: 2 }))).toBe(true);
  const goOn = async () => {
    await tabTo(page, page.getByRole('button', { name: 'Continue' }));
    await keyboard.press('Enter');
  };

  await tabTo(page, page.getByRole('link', { name: 'New webhook' }));
  await keyboard.press('Enter');
  await expect.poll(() => hasFocus(page, page.getByRole('heading', { level: 1 }))).toBe(true);
  await tabTo(page, page.getByRole('button', { name: /^Send to my system/ }));
  await keyboard.press('Space');
  await question('When should it happen?');
  await tabTo(page, page.getByText('All events'));
  await keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Search events'));
  await keyboard.type('moved');
  await tabTo(page, page.getByRole('checkbox', { name: 'Record moved' }));
  await keyboard.press('Space');
  await goOn();
  await question('Where?');
  await tabTo(page, page.getByRole('checkbox', { name: 'Website' }));
  await keyboard.press('Space');
  await goOn();
  await question('Only if …');
  await tabTo(page, page.getByRole('button', { name: 'Add a condition' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Field', { exact: true }), 'Shift+Tab');
  await keyboard.type('List');
  await tabTo(page, page.getByLabel('Value', { exact: true }));
  await keyboard.type('Done');
  await goOn();
  await question('Where to send it?');
  await tabTo(page, page.getByLabel('Address (URL)'));
  await keyboard.type(`${finehook.runtime.receiverUrl}/in/${company}`);
  await tabTo(page, page.getByRole('button', { name: 'Turn on' }));
  await keyboard.press('Enter');
  await question('It is on');
  await finehook.put({
    companyId: company,
    projectId: 'website',
    detail: {
      previousValue: { id: 'r1', todoListId: 'todo' },
      currentValue: { id: 'r1', todoListId: 'done' },
    },
  });
  await page.getByText('The first event has arrived.').waitFor();
  expect(misdeeds).toEqual(noMisdeeds);
});

it('a dialog keeps the focus, and Escape gives it back', async () => {
  const company = uniqueName('dialog');
  const { id } = await finehook.webhookTo(company);
  const path = `/webhooks/${id}`;
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] }, path);
  const pause = page.getByRole('button', { name: 'Pause' });
  await tabTo(page, pause);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Pause “${company}”?` });
  await dialog.waitFor();
  await expect.poll(async () => dialog.locator(':focus').count()).toBe(1);

  const keep = dialog.getByRole('radio', { name: /^Keep them on hold/ });
  await tabTo(page, keep);
  await page.keyboard.press('ArrowDown');
  expect(await dialog.getByRole('radio', { name: /^Drop them/ }).isChecked()).toBe(true);
  expect(await stops(page, 'Tab', 5)).toEqual([
    'BUTTON Cancel',
    'BUTTON Pause',
    'nothing',
    'BUTTON Close',
    'INPUT ',
  ]);
  expect(await stops(page, 'Shift+Tab', 4)).toEqual([
    'BUTTON Close',
    'BUTTON Pause',
    'BUTTON Cancel',
    'INPUT ',
  ]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => hasFocus(page, pause)).toBe(true);
  expect((await finehook.api('GET', `/v1/webhooks/${id}`)).body.status).toBe('active');

  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Pause' }));
  await page.keyboard.press('Space');
  await page.getByText('Paused', { exact: true }).first().waitFor();
  expect(misdeeds).toEqual(noMisdeeds);
});

it.each(flows)('one $does by keyboard alone', async ({ path, status = 200, act }) => {
  const company = uniqueName('flow');
  const companies = [{ companyId: company, projectIds: '*' }];
  const filter = { anyOf: [{ eventTypes: ['TODO_MOVED'], companies }] };
  const { id } = await finehook.webhookTo(company, { filter }, `?status=${status}`);
  const start = path.startsWith('/') ? path : `/webhooks/${id}/${path}`;
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] }, start);
  await act({
    page,
    hand: new KeyboardHand(page),
    finehook,
    company,
    webhookId: id,
    dialog: page.getByRole('dialog'),
    heading: page.getByRole('heading', { level: 1 }),
    button: name => page.getByRole('button', { name, exact: true }),
  });
  expect(misdeeds).toEqual(noMisdeeds);
});
