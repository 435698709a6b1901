import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { openPage, publicHost, startBrowser } from './browser.ts';

let browser: Browser;
let run: LocalRun;
beforeAll(async () => {
  browser = await startBrowser();
  run = await startLocalRun();
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

/** As npm start prints it, but for the host. */
function referenceUrl(): URL {
  const [, printed = ''] = /^ {2}Reference +(\S+)$/m.exec(run.logs()) ?? [];
  expect(printed).toBe(`${run.runtime.apiUrl}/reference`);
  const url = new URL(printed);
  url.hostname = publicHost;
  return url;
}

/** The operation's part of the page, from the button that opens it to its answers. */
const operation = (page: Page, name: string) =>
  page.locator('.opblock').filter({ has: page.getByRole('button', { name, exact: true }) });

async function storedIn(page: Page): Promise<unknown> {
  const stored = await page.evaluate('[{ ...localStorage }, { ...sessionStorage }, document.cookie]');
  return [stored, await page.context().cookies()];
}

it('shows the operations, takes an API key and calls the API with it, keeping nothing', async () => {
  const { origin, href } = referenceUrl();
  const { page, misdeeds } = await openPage(browser, origin);
  await page.goto(href);
  expect(await page.title()).toBe('Finehook API reference');
  await page.getByRole('heading', { name: 'Finehook' }).waitFor();
  const listWebhooks = operation(page, 'get /v1/webhooks');
  await listWebhooks.getByText('List the webhooks that the key reaches, newest first.').waitFor();

  await page.getByRole('button', { name: 'Authorize' }).click();
  const key = page.getByRole('textbox', { name: 'auth-bearer-value' });
  await key.fill(run.runtime.apiKey);
  expect(await key.getAttribute('autocomplete')).toBe('off');
  await page.getByRole('button', { name: 'Apply credentials' }).click();
  await page.locator('.auth-container').getByRole('button', { name: 'Close' }).click();

  await listWebhooks.getByRole('button', { name: 'get /v1/webhooks', exact: true }).click();
  await listWebhooks.getByRole('button', { name: 'Try it out' }).click();
  const [answer] = await Promise.all([
    page.waitForResponse(response => new URL(response.url()).pathname === '/v1/webhooks'),
    listWebhooks.getByRole('button', { name: 'Execute' }).click(),
  ]);
  expect(await answer.request().headerValue('authorization')).toBe(`Bearer ${run.runtime.apiKey}`);
  const shown = listWebhooks.locator('.live-responses-table').getByRole('row');
  await shown.getByText('200', { exact: true }).waitFor();
  const body = await shown.locator('.highlight-code code').first().innerText();
  expect(JSON.parse(body)).toEqual({ items: [], nextCursor: null });

  expect(await storedIn(page)).toEqual([[{}, {}, ''], []]);
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
});

it('opens at an operation that a link names', async () => {
  const { origin, href } = referenceUrl();
  const { page, misdeeds } = await openPage(browser, origin);
  await page.goto(`${href}#/Deliveries/getDelivery`);
  const getDelivery = operation(page, 'get /v1/deliveries/{id}');
  await getDelivery.getByText('Id of the delivery, dlv_…').waitFor();
  expect(await operation(page, 'get /v1/webhooks').getByRole('button', { name: 'Try it out' }).count()).toBe(
    0,
  );
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
});

it('runs nothing that did not come with it, and would be found out', async () => {
  const { origin, href } = referenceUrl();
  const { page, misdeeds } = await openPage(browser, origin);
  await page.goto(href);
  await page.getByRole('heading', { name: 'Finehook' }).waitFor();
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
  await page.evaluate(`
    document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.injected = true' }));
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
    fetch('http://127.0.0.1:9/').catch(() => {});
  `);
  await expect.poll(() => misdeeds.complaints.length).toBeGreaterThanOrEqual(3);
  expect(misdeeds.complaints.join('\n')).toMatch(/inline script[\s\S]*inline style[\s\S]*127\.0\.0\.1:9/);
  expect(await page.evaluate('window.injected')).toBeUndefined();
});
