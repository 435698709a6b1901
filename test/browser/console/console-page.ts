import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Finehook } from '../../support/finehook.ts';
import { type OpenedPage, openPage } from '../browser.ts';

/** Who comes, and with what. */
export interface Visit {
  readonly companies: readonly string[];
  /** @default admin */
  readonly role?: 'admin' | 'manager' | 'reader';
  /** @default en */
  readonly language?: 'en' | 'ru';
  /** #rrggbb */
  readonly themeColor?: string;
  /**
   * Of the window, in CSS pixels.
   * @default 1280
   */
  readonly width?: number;
  /** @default light */
  readonly colorScheme?: 'light' | 'dark';
}

/** @returns the origin of the console of the run, @throws Error when the run has none */
export function consoleOrigin({ runtime: { consoleUrl } }: Finehook): string {
  if (consoleUrl === undefined) throw new Error('this local run has no console');
  return new URL(consoleUrl).origin;
}

/** @returns a portal link that the API has made, as a product would ask for it */
export async function portalLink(
  finehook: Finehook,
  { companies, role = 'admin', language = 'en', themeColor }: Visit,
): Promise<string> {
  const { status, body } = await finehook.api('POST', '/v1/portal-links', {
    companies,
    user: { id: 'u-ada', name: 'Ada' },
    role,
    language,
    ...(themeColor !== undefined && { themeColor }),
  });
  if (status !== 200) throw new Error(`no portal link: ${status} ${JSON.stringify(body)}`);
  return body.url;
}

/** An empty window, as the visitor has it. */
export async function openWindow(
  browser: Browser,
  finehook: Finehook,
  { width = 1280, colorScheme = 'light' }: Partial<Visit> = {},
): Promise<OpenedPage> {
  const opened = await openPage(browser, consoleOrigin(finehook), {
    viewport: { width, height: 900 },
    colorScheme,
  });
  // Pages that stay open go on asking the service.
  onTestFinished(() => opened.page.context().close());
  return opened;
}

/** The console, entered by a portal link; at a path of it, if one is given. */
export async function openConsole(
  browser: Browser,
  finehook: Finehook,
  visit: Visit,
  path = '/',
): Promise<OpenedPage> {
  const opened = await openWindow(browser, finehook, visit);
  const link = new URL(await portalLink(finehook, visit));
  await opened.page.goto(`${link.origin}${path}${link.hash}`);
  // What is opened over the page has a heading of its own.
  await opened.page.getByRole('heading', { level: 1 }).first().waitFor();
  return opened;
}

/** How far the page lets itself be scrolled sideways, in CSS pixels: not at all, if it fits. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>(`(() => {
    scrollTo({ left: 10_000, behavior: 'instant' });
    const reached = scrollX;
    scrollTo({ left: 0, behavior: 'instant' });
    return reached;
  })()`);
}

/** What a company calls itself and its projects, lists and people. */
export async function nameThings(
  finehook: Finehook,
  companyId: string,
  things: readonly { readonly kind: string; readonly id: string; readonly name: string }[],
): Promise<void> {
  const upsert = things.map(thing => ({ companyId, ...thing }));
  const { status, body } = await finehook.api('PUT', '/v1/directory', { upsert });
  if (status !== 200) throw new Error(`no names: ${status} ${JSON.stringify(body)}`);
}
