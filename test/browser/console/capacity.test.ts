import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { consoleOrigin, openConsole, openWindow } from './console-page.ts';

let browser: Browser;
let run: LocalRun;
let finehook: Finehook;
beforeAll(async () => {
  browser = await startBrowser();
  run = await startLocalRun({
    args: [
      ...['--set', 'console=true', '--rule-quota', '10', '--set', 'webhooksPerCompany=5'],
      // The sample of events would take one of the rules.
      ...['--set', 'recentEvents=0'],
    ],
  });
  finehook = new Finehook(run.runtime);
  await makeWebhooks('acme', 3);
  await makeWebhooks('globex', 4);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

/** Makes so many webhooks of a company, and has the rules counted as every five minutes. */
async function makeWebhooks(company: string, count: number): Promise<void> {
  for (let made = 0; made < count; made++) await finehook.webhookTo(company);
  await finehook.invoke('RuleReconciler');
}

const busWarning = 'When the rest is used up, nobody can make webhooks any more';
const companyWarning = 'At the limit it can make no more webhooks';

it('warns whoever runs the service, and each company, from 80 % on', async () => {
  const { page, misdeeds } = await openWindow(browser, finehook);
  await page.goto(`${consoleOrigin(finehook)}/capacity`);
  await page.getByLabel('Or enter an API key').fill(run.runtime.apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('paragraph').filter({ hasText: '7 rules of 10 used, 3 left' }).waitFor();
  await page.getByText('Webhooks: 7 live, 0 starting, 0 switched off').waitFor();
  expect(await page.getByText(busWarning).count()).toBe(0);
  await makeWebhooks('acme', 1);
  await page.getByRole('paragraph').filter({ hasText: '8 rules of 10 used, 2 left' }).waitFor();
  const bus = page.getByRole('meter', { name: 'Rules of the event bus' });
  expect([await bus.getAttribute('value'), await bus.getAttribute('max')]).toEqual(['8', '10']);
  await page.getByText('The bus is nearly full').waitFor();
  await page.getByText(busWarning).waitFor();
  expect(misdeeds).toEqual(noMisdeeds);
});

it('a company’s admin sees that company alone', async () => {
  await makeWebhooks('initech', 1);
  const visit = { companies: ['globex', 'initech'] };
  const { page, misdeeds } = await openConsole(browser, finehook, visit, '/capacity');
  const globex = page.getByRole('listitem').filter({ hasText: 'globex' });
  await globex.getByRole('paragraph').filter({ hasText: '4 webhooks of 5 used, 1 left' }).waitFor();
  await globex.getByText(companyWarning).waitFor();
  const initech = page.getByRole('listitem').filter({ hasText: 'initech' });
  await initech.getByRole('paragraph').filter({ hasText: '1 webhook of 5 used, 4 left' }).waitFor();
  expect(await initech.getByText(companyWarning).count()).toBe(0);
  expect(await page.getByText('Rules of the event bus').count()).toBe(0);
  expect(misdeeds).toEqual(noMisdeeds);
});

it('nobody else does, and reads why', async () => {
  const visit = { companies: ['globex'], role: 'manager' } as const;
  const { page, misdeeds } = await openConsole(browser, finehook, visit, '/capacity');
  await page.getByText('Only admins may see the capacity.').waitFor();
  expect(await page.getByRole('meter').count()).toBe(0);
  expect(misdeeds).toEqual(noMisdeeds);
});
