import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Finehook, until } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { openPage, startBrowser } from '../browser.ts';
import { openConsole } from './health-page.ts';
import { type Language, type ScreenIds, screensOf, settled, show } from './screens.ts';

type Theme = 'light' | 'dark';

/** Of the page's ground, by which one sees that the console has followed the system's theme: console/src/styles/tokens.css. */
const grounds = { light: 'rgb(246, 247, 250)', dark: 'rgb(18, 21, 28)' } as const satisfies Record<
  Theme,
  string
>;

/**
 * The rules of these tags whose answer depends on colours. The others ask for names, roles, places and sizes, which no theme changes: it is
 * nothing but the colours of `tokens.css`.
 */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** WCAG 2.2 AA with all that it took over, and what axe holds for good besides: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** WCAG 2.2, 1.4.10 Reflow, is about 320 px; phones have 360 and more. */
const phone = { width: 360, height: 800 };
const desk = { width: 1280, height: 900 };

/** Without motion a colour is at once what it is to be. */
const still = { reducedMotion: 'reduce' } as const;

const visits = [
  {
    language: 'en',
    theme: 'light',
    other: 'dark',
    options: { ...still, locale: 'en-US', colorScheme: 'light' },
  },
  {
    language: 'ru',
    theme: 'dark',
    other: 'light',
    options: { ...still, locale: 'ru-RU', colorScheme: 'dark' },
  },
] as const satisfies readonly {
  language: Language;
  theme: Theme;
  other: Theme;
  options: BrowserContextOptions;
}[];

let browser: Browser;
let run: LocalRun;
let finehook: Finehook;
/** `fresh` has had no events. */
let ids: ScreenIds & { readonly fresh: string };
beforeAll(async () => {
  browser = await startBrowser();
  run = await startLocalRun({
    samples: true,
    args: ['--set', 'console=true', '--retry-delays', '0.1,0.1,0.1,0.1'],
  });
  finehook = new Finehook(run.runtime);
  ids = await prepare();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

async function prepare(): Promise<typeof ids> {
  await finehook.grant('globex', 'acme');
  await finehook.api('POST', '/v1/contacts', { companyId: 'acme', email: 'ada@acme.example' });
  await finehook.api('POST', '/v1/keys', { name: 'CI', companies: ['acme'], role: 'reader' });
  const everywhere = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: '*' }] }] };
  const working = await finehook.webhookTo('works', { filter: everywhere });
  const broken = await finehook.webhookTo('broken', { filter: everywhere }, '?status=503');
  const paused = await finehook.webhookTo('paused', {
    filter: {
      anyOf: [{ eventTypes: ['TODO_DELETED'], companies: [{ companyId: 'acme', projectIds: '*' }] }],
    },
  });
  await finehook.api('POST', `/v1/webhooks/${paused.id}/pause`, {});
  const chat = await finehook.webhookTo('chat', { filter: everywhere, format: 'discord' });
  const delivery = await finehook.delivery(working.id, 'delivered');
  const message = await finehook.delivery(chat.id, 'delivered');
  await until(
    async () => (await finehook.api('GET', `/v1/webhooks/${broken.id}`)).body,
    ({ status, health }) => status === 'disabled' && health.heldCount > 0,
    'a webhook that is stopped, with something on hold',
  );
  return {
    webhook: working.id,
    fresh: paused.id,
    stopped: broken.id,
    delivery: delivery.id,
    chat: chat.id,
    message: message.id,
    event: delivery.eventId,
  };
}

const resultSchema = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);

/**
 * @param runOnly tags, or names of rules
 * @returns what axe holds against the page: rules, and where they are broken
 */
async function violations(page: Page, runOnly: readonly string[]): Promise<z.infer<typeof resultSchema>> {
  // What axe would load before is style sheets of other origins, sounds and films: there are none.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'], preload: false });
  const found = `axe.run(${options}).then(({ violations }) => JSON.stringify(violations))`;
  return resultSchema.parse(JSON.parse(String(await page.evaluate(found))));
}

/** In CSS pixels: how far the page itself, not a part of it, could be scrolled sideways. */
const sidewaysScroll = (page: Page): Promise<unknown> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)');

/** Has the system change its theme, and waits until the console has. */
async function putOn(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const ground = () => page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
  await until(ground, colour => colour === grounds[theme], `the console in ${theme}`);
}

/** What is wrong with a page in the theme that it has, with its colours in the other one, and with its width on a phone. */
async function faultsOf(page: Page, { theme, other }: { theme: Theme; other: Theme }): Promise<unknown[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe);
  const found = await violations(page, tags);
  await putOn(page, other);
  const colours = await violations(page, colourRules);
  await putOn(page, theme);
  await page.setViewportSize(phone);
  const scroll = await sidewaysScroll(page);
  await page.setViewportSize(desk);
  const width = scroll === 0 ? [] : [`scrolls by ${scroll} px at ${phone.width} px`];
  return [...found, ...colours, ...width];
}

// Side by side: each waits now and then for the service.
describe.concurrent.each(visits)('in $language, $theme first', ({ language, options, ...themes }) => {
  it('every page and what opens over it has no accessibility violation, and fits a phone', async () => {
    const { page } = await openConsole(browser, finehook, ['acme', 'globex'], options);
    const faults: Record<string, unknown> = {};
    for (const screen of screensOf(ids)) {
      await show(page, screen, language);
      const found = await faultsOf(page, themes);
      if (found.length > 0) faults[screen.name] = found;
    }
    expect(faults).toEqual({});
    await page.context().close();
  }, 900_000);

  it('neither has signing in, nor who has no webhooks yet', async () => {
    const empty = await openConsole(browser, finehook, ['nobody'], options);
    await settled(empty.page);
    expect(await faultsOf(empty.page, themes)).toEqual([]);
    await empty.page.context().close();

    const { page } = await openPage(browser, empty.origin, options);
    await page.goto(empty.origin);
    await settled(page);
    expect(await faultsOf(page, themes)).toEqual([]);
    await page.getByRole('button', { name: language === 'en' ? 'Sign in' : 'Войти' }).click();
    await page
      .getByText(language === 'en' ? 'Enter an API key, such as' : 'Введите ключ API, например')
      .waitFor();
    expect(await faultsOf(page, themes)).toEqual([]);
    await page.goto(`${empty.origin}/#token=fhp_${'x'.repeat(43)}`);
    await page.reload();
    await page.getByText(language === 'en' ? 'This link was used' : 'Ссылка уже использована').waitFor();
    expect(await faultsOf(page, themes)).toEqual([]);
    await page.context().close();
  });
});

it('moves nothing for who wants less motion', async () => {
  const animations = (page: Page) => page.evaluate('document.getAnimations().length');
  // Each of these moves otherwise: what waits for a first event, and what is live.
  const moving = [`/new?step=on&webhook=${ids.fresh}`, `/webhooks/${ids.webhook}/deliveries`];
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    const { page, go } = await openConsole(browser, finehook, ['acme'], { reducedMotion });
    for (const path of moving) {
      await go(path);
      await settled(page);
      const expected = reducedMotion === 'reduce' ? 0 : 1;
      await expect.poll(() => animations(page)).toBe(expected);
    }
    await page.context().close();
  }
});
