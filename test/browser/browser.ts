import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { watchTraffic } from './traffic.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Leads to this machine, of which pages cannot tell: some do less on `localhost`. */
export const publicHost = 'hooks.example.com';

/** @throws Error that says how to get one, when there is no Chromium */
export async function startBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM;
  const executablePath = named ?? places.find(place => existsSync(place));
  if (executablePath === undefined) {
    throw new Error(
      `There is no Chromium at ${places.join(', ')}. Install it (Debian: apt-get install chromium), or name another by the environment variable CHROMIUM.`,
    );
  }
  return chromium.launch({ executablePath, args: [`--host-resolver-rules=MAP ${publicHost} 127.0.0.1`] });
}

/** What a page should not do. */
export interface Misdeeds {
  /** Errors and warnings that the browser or the page's scripts report: what the content security policy stops is among them. */
  readonly complaints: string[];
  /** Requests to others than the page's own origin. */
  readonly foreignRequests: string[];
}

/** What a page that behaves has done. */
export const noMisdeeds: Misdeeds = { complaints: [], foreignRequests: [] };

export interface OpenedPage {
  readonly page: Page;
  readonly misdeeds: Misdeeds;
}

/** A page that is alone in its browser context, and watched from before it loads anything. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  watchTraffic(page);
  const misdeeds: Misdeeds = { complaints: [], foreignRequests: [] };
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) misdeeds.complaints.push(message.text());
  });
  page.on('pageerror', error => misdeeds.complaints.push(error.message));
  context.on('request', request => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') misdeeds.foreignRequests.push(request.url());
  });
  return { page, misdeeds };
}
