import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { openWindow, portalLink } from './console-page.ts';

/** Of JavaScript, as CloudFront would compress it: docs/decisions/console.md. */
const mostKilobytes = 150;

/** What Google calls good: https://web.dev/articles/cls */
const mostShift = 0.1;

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** Adds up the layout shifts of each page that nobody has caused by a click or a key, from before it loads anything. */
const addUpShifts = `
  window.layoutShift = 0;
  new PerformanceObserver(list => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.layoutShift += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

const layoutShift = async (page: Page) => page.evaluate<number>('window.layoutShift');

it.each([1280, 360])('comes in one small load, and stays where it is: %i px', async width => {
  const company = uniqueName('load');
  const { id } = await finehook.webhookTo(company);
  await finehook.put({ companyId: company });
  await finehook.delivery(id, 'delivered');
  const { page, misdeeds } = await openWindow(browser, finehook, { width });
  await page.addInitScript(addUpShifts);
  const scripts: Promise<Buffer>[] = [];
  page.on('response', response => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto(await portalLink(finehook, { companies: [company] }));
  await page.getByRole('link', { name: company }).waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(scripts)).map(script => gzipSync(script, { level: 6 }).length / 1_000);
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(kilobytes).toBeGreaterThan(30);
  expect(kilobytes).toBeLessThan(mostKilobytes);
  expect(await layoutShift(page)).toBeLessThan(mostShift);

  await page.goto(`${new URL(page.url()).origin}/webhooks/${id}`);
  await page.getByRole('heading', { name: company, level: 1 }).waitFor();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  expect(await layoutShift(page)).toBeLessThan(mostShift);
  expect(misdeeds).toEqual(noMisdeeds);
});
