import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { linkIn, mailsTo } from '../../support/outbox.ts';
import { noMisdeeds, openPage, startBrowser } from '../browser.ts';
import { openConsole } from './console-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const contactsOf = async (company: string) =>
  (await finehook.api('GET', `/v1/contacts?companyId=${company}`)).body.items;

it('an address is entered, confirms by the link of its mail, and is removed', async () => {
  const company = uniqueName('contacts');
  const email = `${company}@example.com`;
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [company] }, '/contacts');
  await page.getByText('Nobody is told yet.').waitFor();
  const field = page.getByLabel('E-mail address');
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await add.click();
  await page.getByText('Enter an e-mail address in plain letters, such as ops@example.com.').waitFor();
  await field.fill(email);
  await add.click();
  await page.getByText(`A mail with a link is on its way to ${email}.`).waitFor();
  expect(await field.inputValue()).toBe('');
  const row = page.getByRole('listitem').filter({ hasText: email });
  await row.getByText('Not confirmed yet', { exact: true }).waitFor();
  await row.getByText('The link in the mail was not followed yet. It works for two days.').waitFor();

  await row.getByRole('button', { name: `Send the mail again to ${email}` }).click();
  const [, again] = await mailsTo(finehook, email, 2);
  const link = linkIn(again);
  const mailed = await openPage(browser, new URL(link).origin);
  await mailed.page.goto(link);
  await mailed.page.getByRole('heading', { name: 'Confirm this address' }).waitFor();
  // To look at it, as programs in mailboxes do, confirms nothing.
  expect(await contactsOf(company)).toMatchObject([{ email, status: 'unconfirmed' }]);
  await mailed.page.getByRole('button', { name: 'Confirm' }).click();
  await mailed.page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
  expect(mailed.misdeeds).toEqual(noMisdeeds);
  await row.getByText('Gets notices', { exact: true }).waitFor();
  expect(await row.getByRole('button', { name: /^Send the mail again/ }).count()).toBe(0);
  await field.fill(email);
  await add.click();
  await page.getByText(`${email} gets notices already.`).waitFor();

  await row.getByRole('button', { name: `Delete ${email}` }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${email}?` });
  await dialog.getByText('It gets no more notices, and nothing of it is kept.').waitFor();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Nobody is told yet.').waitFor();
  expect(await contactsOf(company)).toEqual([]);
  expect(misdeeds).toEqual(noMisdeeds);
});

it('a reader sees who is told, and why they cannot change it', async () => {
  const company = uniqueName('contacts');
  const email = `${company}@example.com`;
  await finehook.api('POST', '/v1/contacts', { companyId: company, email });
  const visit = { companies: [company], role: 'reader' } as const;
  const { page, misdeeds } = await openConsole(browser, finehook, visit, '/contacts');
  const description = 'You may look, but not change anything. Ask an admin for a manager’s access.';
  for (const name of ['Add', `Send the mail again to ${email}`, `Delete ${email}`]) {
    const button = page.getByRole('button', { name, description, exact: true });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
  }
  await page.getByLabel('E-mail address').fill('eve@example.com');
  await page.keyboard.press('Enter');
  expect(await contactsOf(company)).toMatchObject([{ email }]);
  expect(misdeeds).toEqual(noMisdeeds);
});
