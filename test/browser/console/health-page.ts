import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Finehook } from '../../support/finehook.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';
import { type Misdeeds, openPage } from '../browser.ts';

export interface ConsolePage {
  readonly page: Page;
  readonly misdeeds: Misdeeds;
  readonly origin: string;
  /** Goes to an address of the console, such as `/keys`. */
  go(path: string): Promise<void>;
}

/** The console, entered by a portal link of somebody who may do everything in these companies. */
export async function openConsole(
  browser: Browser,
  finehook: Finehook,
  companies: readonly string[],
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const { consoleUrl } = finehook.runtime;
  if (consoleUrl === undefined) throw new Error('the run has no console');
  const { status, body } = await finehook.api('POST', '/v1/portal-links', {
    user: { id: 'alex', name: 'Alex' },
    companies,
    role: 'admin',
    revealSecrets: true,
    language: options.locale === 'ru-RU' ? 'ru' : 'en',
    sessionMinutes: 60,
  });
  if (status !== 200) throw new Error(`no portal link: ${status} ${JSON.stringify(body)}`);
  const { origin } = new URL(consoleUrl);
  const { page, misdeeds } = await openPage(browser, origin, { locale: 'en-US', ...options });
  await page.goto(body.url);
  await page.getByRole('navigation').first().waitFor();
  return { page, misdeeds, origin, go: async path => void (await page.goto(new URL(path, origin).href)) };
}

export interface BrokenReceiver extends Receiver {
  /** From now on it answers with 204. */
  mend(): void;
  /** `webhook-id` of each call that it has taken since it was mended. */
  readonly taken: readonly string[];
}

/** Answers with 500 and a text of its own, until it is mended. */
export async function startBrokenReceiver(): Promise<BrokenReceiver> {
  let isMended = false;
  const taken: string[] = [];
  const receiver = await startReceiver((request, response) => {
    if (!isMended) {
      response.writeHead(500).end('The database is being moved.');
      return;
    }
    taken.push(String(request.headers['webhook-id']));
    response.writeHead(204).end();
  });
  return {
    ...receiver,
    taken,
    mend() {
      isMended = true;
    },
  };
}
