import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Finehook, uniqueName, until } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { consoleOrigin, openConsole, openWindow, portalLink } from './console-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const refused = 'Failed to load resource: the server responded with a status of 401 (Unauthorized)';

const title = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

/** The token that the tab's session goes by. */
async function sessionToken(page: Page): Promise<string> {
  const token = await page.evaluate<string | null>(`sessionStorage.getItem('finehook.token')`);
  expect(token).toMatch(/^\S{20,}$/);
  return token ?? '';
}

const sessionStatus = async (token: string) =>
  (await finehook.api('GET', '/v1/session', undefined, { authorization: `Bearer ${token}` })).status;

describe('by a portal link', () => {
  it('signs in once, leaves no token in any address, and stays over a reload', async () => {
    const link = await portalLink(finehook, { companies: [uniqueName('link')] });
    const { page, misdeeds } = await openWindow(browser, finehook);
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await page.goto(link);
    await title(page, 'Webhooks').waitFor();
    expect(page.url()).toBe(`${consoleOrigin(finehook)}/`);
    await page.reload();
    await title(page, 'Webhooks').waitFor();
    await page.getByText('Ada', { exact: true }).waitFor();
    await page.goBack();
    expect(page.url()).toBe('about:blank');

    const [, linkToken = ''] = link.split('#token=');
    expect(linkToken).toMatch(/^\S{20,}$/);
    await page.goForward();
    await title(page, 'Webhooks').waitFor();
    const tokens = [linkToken, await sessionToken(page)];
    expect(asked.filter(url => tokens.some(token => url.includes(token)))).toEqual([]);
    expect(misdeeds).toEqual(noMisdeeds);

    const other = await openWindow(browser, finehook);
    await other.page.goto(link);
    await title(other.page, 'Sign in').waitFor();
    await other.page.getByText('This link was used already, or has expired.').waitFor();
    expect(other.misdeeds.complaints).toEqual([refused]);
  });

  it('signing out ends the session for good', async () => {
    const { page, misdeeds } = await openConsole(browser, finehook, { companies: [uniqueName('out')] });
    const token = await sessionToken(page);
    expect(await sessionStatus(token)).toBe(200);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await title(page, 'Sign in').waitFor();
    await until(
      () => sessionStatus(token),
      status => status === 401,
      'the end of the session',
    );
    await page.reload();
    await title(page, 'Sign in').waitFor();
    expect(misdeeds).toEqual(noMisdeeds);
  });

  it('signing out says so when the service could not be told', async () => {
    const { page } = await openConsole(browser, finehook, { companies: [uniqueName('left')] });
    const token = await sessionToken(page);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await title(page, 'Sign in').waitFor();
    await page.getByText('You are signed out here, but the service could not be told').waitFor();
    expect(await page.evaluate(`sessionStorage.getItem('finehook.token')`)).toBe(null);
    expect(await sessionStatus(token)).toBe(200);
  });

  it('is in the language and the colour of the link', async () => {
    const visit = { companies: [uniqueName('brand')], language: 'ru', themeColor: '#0a7d38' } as const;
    const { page, misdeeds } = await openConsole(browser, finehook, visit);
    const create = page.getByRole('link', { name: 'Новый вебхук' });
    await create.waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('ru');
    await create.focus();
    // The colour passes over into another within a moment.
    const colour = () => page.evaluate('getComputedStyle(document.activeElement).backgroundColor');
    await expect.poll(colour).toBe('rgb(10, 125, 56)');
    expect(misdeeds).toEqual(noMisdeeds);
  });

  it('a reader sees what there is, and why nothing can be changed', async () => {
    const company = uniqueName('reader');
    await finehook.webhookTo(company);
    const visit = { companies: [company], role: 'reader' } as const;
    const { page, misdeeds } = await openConsole(browser, finehook, visit);
    const why = 'You may look, but not change anything. Ask an admin for a manager’s access.';
    const isOff = async (name: string) => {
      const button = page.getByRole('button', { name, description: why });
      await button.waitFor();
      expect(await button.getAttribute('aria-disabled')).toBe('true');
    };
    await isOff('New webhook');
    await page.getByRole('link', { name: company }).click();
    for (const name of ['Pause', 'Send test', 'Edit', 'Delete']) await isOff(name);
    await page.getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(misdeeds).toEqual(noMisdeeds);
  });
});

describe('by an API key', () => {
  it('takes a key, of which no address tells; refuses a wrong one', async () => {
    const company = uniqueName('key');
    await finehook.webhookTo(company);
    const key = await finehook.makeKey([company]);
    const { page, misdeeds } = await openWindow(browser, finehook);
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    await page.goto(consoleOrigin(finehook));
    const field = page.getByLabel('Or enter an API key');
    const enter = page.getByRole('button', { name: 'Sign in' });
    await enter.click();
    await page.getByText('Enter an API key, such as fhk_….').waitFor();
    await field.fill(`${key.slice(0, -4)}xxxx`);
    await enter.click();
    await page.getByText('This API key is not valid.').waitFor();
    expect(misdeeds.complaints).toEqual([refused]);

    await field.fill(key);
    await enter.click();
    await page.getByRole('link', { name: company }).waitFor();
    expect(asked.filter(url => url.includes(key))).toEqual([]);
    expect(page.url()).toBe(`${consoleOrigin(finehook)}/`);
    expect(misdeeds).toEqual({ complaints: [refused], foreignRequests: [] });
  });
});
