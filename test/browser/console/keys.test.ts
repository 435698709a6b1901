import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { consoleOrigin, openConsole } from './console-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** @returns the status of what the API answers to the key */
async function answerTo(key: string, method: string, path: string, body?: object): Promise<number> {
  return (await finehook.api(method, path, body, { authorization: `Bearer ${key}` })).status;
}

const refused = (key: string, webhookId: string) =>
  until(
    () => answerTo(key, 'GET', `/v1/webhooks/${webhookId}`),
    status => status === 401,
    'the end of a key',
  );

/** @returns the key that the page shows, as it is copied from there */
async function keep(page: Page, name: string): Promise<string> {
  await page.getByText(`The new key “${name}”`).waitFor();
  await page.getByRole('button', { name: 'Copy the key' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const key = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(key).toMatch(/^fhk_\S{20,}$/);
  await page.getByText(key, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  expect(await page.getByText(key).count()).toBe(0);
  return key;
}

it('a key is shown once, may what its role says, is replaced while the old one still works, and is revoked', async () => {
  const [acme, globex] = [uniqueName('acme'), uniqueName('globex')];
  const own = await finehook.webhookTo(acme);
  const foreign = await finehook.webhookTo(globex);
  const path = `/v1/webhooks/${own.id}`;
  const { page, misdeeds } = await openConsole(browser, finehook, { companies: [acme, globex] }, '/keys');
  const origin = consoleOrigin(finehook);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });

  await page.getByRole('button', { name: 'New key' }).click();
  const making = page.getByRole('dialog', { name: 'New key' });
  await making.getByRole('button', { name: 'Make the key' }).click();
  await making.getByText('Give it a name, so that you know later what it is for.').waitFor();
  await making.getByText('Choose at least one company.').waitFor();
  await making.getByLabel('Name').fill('CI');
  await making.getByRole('checkbox', { name: acme }).check();
  await making.getByLabel('Role').selectOption('Reader');
  await making.getByText('Looks at webhooks and deliveries, changes nothing.').waitFor();
  await making.getByLabel('Valid for').selectOption('30 days');
  await making.getByRole('button', { name: 'Make the key' }).click();
  const first = await keep(page, 'CI');
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'CI' }) });
  await rows.getByText(first.slice(0, 8)).waitFor();
  await rows.getByText(`Reader · ${acme}`).waitFor();
  await rows.getByText('in 29 days').waitFor();

  expect(await answerTo(first, 'GET', path)).toBe(200);
  expect(await answerTo(first, 'PATCH', path, { name: 'mine' })).toBe(403);
  expect(await answerTo(first, 'GET', `/v1/webhooks/${foreign.id}`)).toBe(404);

  await rows.getByRole('button', { name: 'Replace the key “CI”' }).click();
  const replacing = page.getByRole('dialog', { name: 'Replace the key “CI”' });
  await replacing.getByText('The old one stays valid for a while').waitFor();
  await replacing.getByLabel('The old key stays valid for').selectOption('1 hour');
  await replacing.getByRole('button', { name: 'Make a new key' }).click();
  const second = await keep(page, 'CI');
  expect(second).not.toBe(first);
  for (const key of [first, second]) expect(await answerTo(key, 'GET', path)).toBe(200);
  expect(await answerTo(second, 'PATCH', path, { name: 'mine' })).toBe(403);
  await rows
    .filter({ hasText: first.slice(0, 8) })
    .getByText('ends soon')
    .waitFor();

  const newer = rows.filter({ hasText: second.slice(0, 8) });
  await newer.getByRole('button', { name: 'Replace the key “CI”' }).click();
  await replacing.getByLabel('The old key stays valid for').selectOption('no longer: it ends at once');
  await replacing.getByRole('button', { name: 'Make a new key' }).click();
  const third = await keep(page, 'CI');
  await refused(second, own.id);

  const newest = rows.filter({ hasText: third.slice(0, 8) });
  await newest.getByRole('button', { name: 'Revoke the key “CI”' }).click();
  const revoking = page.getByRole('dialog', { name: 'Revoke the key “CI”?' });
  await revoking.getByText('Within five seconds whatever uses it is refused.').waitFor();
  expect(await answerTo(third, 'GET', path)).toBe(200);
  await revoking.getByRole('button', { name: 'Revoke the key' }).click();
  await newest.waitFor({ state: 'detached' });
  await refused(third, own.id);
  expect(await answerTo(first, 'GET', path)).toBe(200);
  expect(misdeeds).toEqual(noMisdeeds);
});

it('a reader learns that keys are a matter of admins', async () => {
  const company = uniqueName('reader');
  const visit = { companies: [company], role: 'reader' } as const;
  const { page, misdeeds } = await openConsole(browser, finehook, visit, '/keys');
  await page.getByText('Only admins may see API keys.').waitFor();
  const description = 'Only admins may make and revoke API keys.';
  const make = page.getByRole('button', { name: 'New key', description });
  expect(await make.getAttribute('aria-disabled')).toBe('true');
  await make.focus();
  await page.keyboard.press('Enter');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(misdeeds).toEqual(noMisdeeds);
});
