import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../../support/finehook.ts';
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

it('another company’s webhook gets a company’s events from the grant until it is taken back', async () => {
  const [acme, globex] = [uniqueName('acme'), uniqueName('globex')];
  await nameThings(finehook, acme, [{ kind: 'company', id: acme, name: 'Acme' }]);
  await nameThings(finehook, globex, [{ kind: 'company', id: globex, name: 'Globex' }]);
  const companies = [acme, globex].map(companyId => ({ companyId, projectIds: '*' }));
  const filter = { anyOf: [{ eventTypes: ['*'], companies }] };
  const visit = { companies: [globex, acme] };
  const { page, misdeeds } = await openConsole(browser, finehook, visit, `/grants?company=${globex}`);
  await page.getByText('Nobody else listens to these events.').waitFor();

  await page.getByRole('button', { name: 'Grant to another company' }).click();
  const giving = page.getByRole('dialog', { name: 'Grant to another company' });
  const to = giving.getByLabel('Id of the other company');
  await to.fill(globex);
  await giving.getByRole('button', { name: 'Grant' }).click();
  await giving.getByText('Every company listens to its own events without a grant.').waitFor();
  await to.fill(acme);
  await giving.getByRole('button', { name: 'Grant' }).click();
  await giving.waitFor({ state: 'detached' });
  const sentence = 'Globex lets Acme’s webhooks listen to its events';
  await page.getByText(sentence).waitFor();
  await page.getByLabel('Company').selectOption('Acme');
  await page.getByRole('heading', { name: 'What Acme may listen to' }).waitFor();
  await page.getByText(sentence).waitFor();

  const { id } = await finehook.webhookTo(acme, { filter });
  const origins = async (count: number) =>
    (await finehook.receives(acme, count)).map(({ body }) => JSON.parse(body).data.companyId);
  await finehook.put({ companyId: globex });
  expect(await origins(1)).toEqual([globex]);
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('link', { name: acme }).click();
  await page.getByRole('link', { name: 'Deliveries' }).click();
  const deliveries = page.getByRole('list', { name: 'Deliveries, newest first' }).getByRole('listitem');
  await deliveries.getByText('Delivered', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Grants' }).click();
  await page.getByLabel('Company').selectOption('Globex');
  await page.getByRole('button', { name: 'Take back from Acme' }).click();
  const taking = page.getByRole('dialog', { name: 'Take the grant back from Acme?' });
  await taking.getByText('Within a minute the webhooks of Acme get no event of Globex any more').waitFor();
  await taking.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Nobody else listens to these events.').waitFor();

  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('link', { name: acme }).click();
  await page.getByText('No access to “Globex”').last().waitFor({ timeout: 90_000 });
  await page.getByText('It has taken its permission back: its events do not come any more.').waitFor();
  await until(
    () => finehook.api('GET', `/v1/webhooks/${id}`),
    ({ body }) => body.rule === 'live' && body.noAccessTo.includes(globex),
    'a rule without the company',
  );
  await finehook.put({ companyId: globex }, { companyId: acme });
  expect(await origins(2)).toEqual([globex, acme]);
  await page.getByRole('link', { name: 'Deliveries' }).click();
  await expect.poll(() => deliveries.getByText('Delivered', { exact: true }).count()).toBe(2);
  expect(misdeeds).toEqual(noMisdeeds);
});

it('who is no admin sees grants, and why they cannot give one', async () => {
  const [acme, globex] = [uniqueName('acme'), uniqueName('globex')];
  await finehook.grant(acme, globex);
  const visit = { companies: [acme], role: 'manager' } as const;
  const { page, misdeeds } = await openConsole(browser, finehook, visit, '/grants');
  const description = 'Only admins may grant events to other companies.';
  for (const name of ['Grant to another company', `Take back from ${globex}`]) {
    const button = page.getByRole('button', { name, description });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
  }
  expect(misdeeds).toEqual(noMisdeeds);
});
