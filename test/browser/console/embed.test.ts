import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { type OpenedPage, openPage, startBrowser } from '../browser.ts';
import { consoleOrigin, portalLink } from './console-page.ts';

let browser: Browser;
let product: Receiver;
let run: LocalRun;
/** What the product has in its page. */
let frameUrl = '';
beforeAll(async () => {
  browser = await startBrowser();
  product = await startReceiver((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><h1>Product</h1><iframe title="Webhooks" src="${frameUrl}"></iframe>`);
  });
  run = await startLocalRun({
    args: ['--set', 'console=true', '--set', `consoleFrameAncestors=${new URL(product.url).origin}`],
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await run?.stop();
});

/** The product's page, with the console of the run in it. */
async function openProduct(finehook: Finehook, company: string): Promise<OpenedPage> {
  await finehook.webhookTo(company);
  frameUrl = await portalLink(finehook, { companies: [company] });
  const opened = await openPage(browser, consoleOrigin(finehook));
  await opened.page.goto(product.url);
  await opened.page.getByRole('heading', { name: 'Product' }).waitFor();
  return opened;
}

it('is in the page of an origin that may frame it: signed in, without a head of its own', async () => {
  const company = uniqueName('embedded');
  const { page, misdeeds } = await openProduct(new Finehook(run.runtime), company);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('link', { name: company }).waitFor();
  await frame.getByRole('navigation', { name: 'Pages' }).waitFor();
  expect(await frame.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
  expect(await frame.getByText('Ada', { exact: true }).count()).toBe(0);
  await frame.getByRole('link', { name: company }).click();
  await frame.getByRole('heading', { name: company, level: 1 }).waitFor();
  expect(misdeeds.complaints).toEqual([]);
});

it('is in nobody’s page unless it was said', async () => {
  const finehook = new Finehook(inject('runtime'));
  const { page, misdeeds } = await openProduct(finehook, uniqueName('refused'));
  await expect
    .poll(() => misdeeds.complaints.join('\n'))
    .toMatch(/violates the following Content Security Policy directive: "frame-ancestors 'none'"/);
  expect(await page.frameLocator('iframe').getByRole('main').count()).toBe(0);
});
