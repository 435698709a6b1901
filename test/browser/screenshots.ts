import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Finehook, until } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { startBrowser } from './browser.ts';
import { openConsole } from './console/health-page.ts';
import { creation, type Screen, settled, show } from './console/screens.ts';

/** Makes the images of docs/console.md from a run with sample companies: npm run screenshots. */
const folder = join(import.meta.dirname, '../../docs/console');
/** Bytes of a file: they are cloned with the repository. */
const mostBytes = 150_000;
/** The samples publish an event every three seconds. */
const enoughDeliveries = 12;

const desk = { viewport: { width: 1280, height: 800 }, locale: 'en-US', colorScheme: 'light' } as const;
const phone = { ...desk, viewport: { width: 390, height: 844 } } as const;
const russianAndDark = { ...desk, locale: 'ru-RU', colorScheme: 'dark' } as const;

interface Shot extends Screen {
  readonly options: BrowserContextOptions;
  /** CSS pixels from the top of the page. @default 0 */
  readonly scrolled?: number;
}

interface Sampled {
  readonly webhook: string;
  readonly delivery: string;
}

function shotsOf({ webhook, delivery }: Sampled): readonly Shot[] {
  const base = `/webhooks/${webhook}`;
  const screens: readonly Omit<Shot, 'options'>[] = [
    { name: 'list', path: '/' },
    { name: 'what-for', path: '/new' },
    { name: 'when', path: creation('when', 'plain') },
    { name: 'where', path: creation('where', 'plain') },
    { name: 'only-if', path: creation('only-if', 'withCondition') },
    { name: 'send-to', path: creation('send', 'plain') },
    { name: 'overview', path: `${base}?period=1h`, scrolled: 400 },
    { name: 'delivery', path: `${base}/deliveries?delivery=${delivery}` },
    { name: 'catalog', path: '/events/TODO_MOVED' },
    { name: 'audit-log', path: '/audit-log' },
  ];
  return [
    ...screens.map(screen => ({ ...screen, options: desk })),
    { name: 'list-phone', path: '/', options: phone },
    { name: 'list-russian-dark', path: '/', options: russianAndDark },
  ];
}

/** Names as people would give them: the tests' own are random. */
async function prepare(finehook: Finehook): Promise<Sampled> {
  const webhooks = (await finehook.api('GET', '/v1/webhooks')).body.items;
  const webhook = webhooks.find(({ name }: { name: string }) => name === 'Everything of Globex').id;
  const filter = {
    anyOf: [{ eventTypes: ['COMMENT_CREATED'], companies: [{ companyId: 'acme', projectIds: '*' }] }],
  };
  const { receiverUrl } = finehook.runtime;
  const make = async (body: unknown) => (await finehook.api('POST', '/v1/webhooks', body)).body;
  const chat = await make({ name: 'Comments to the old chat', url: `${receiverUrl}/in/chat`, filter });
  await finehook.api('POST', `/v1/webhooks/${chat.id}/pause`, {});
  const everything = { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: '*' }] }] };
  const url = `${receiverUrl}/in/archive?status=503`;
  const archive = await make({ name: 'Archive of everything', url, filter: everything });
  await until(
    async () => (await finehook.api('GET', `/v1/webhooks/${archive.id}`)).body.status,
    status => status === 'failing',
    'a receiver that does not answer',
    60_000,
  );
  const deliveries = await until(
    async () => (await finehook.api('GET', `/v1/webhooks/${webhook}/deliveries`)).body.items,
    ({ length }) => length >= enoughDeliveries,
    `${enoughDeliveries} deliveries of the samples`,
    180_000,
  );
  return { webhook, delivery: deliveries[1].id };
}

async function capture(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  if (size > mostBytes) throw new Error(`${path} has ${size} bytes, of ${mostBytes} at most`);
  process.stdout.write(`${path} ${size} bytes\n`);
}

/** The page that waits with whoever has just made a webhook: nothing has come of it yet. */
async function captureWaiting(page: Page): Promise<void> {
  await show(page, { name: 'inbox', path: creation('send', 'inbox') }, 'en');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByText('Waiting for the first event').waitFor();
  await settled(page);
  await capture(page, 'waiting');
}

async function captureAll(browser: Browser, run: LocalRun): Promise<void> {
  const finehook = new Finehook(run.runtime);
  const sampled = await prepare(finehook);
  for (const shot of shotsOf(sampled)) {
    const { page } = await openConsole(browser, finehook, ['acme', 'globex'], shot.options);
    await show(page, shot, shot.options === russianAndDark ? 'ru' : 'en');
    await page.evaluate(`window.scrollTo(0, ${shot.scrolled ?? 0})`);
    await capture(page, shot.name);
    await page.context().close();
  }
  const { page } = await openConsole(browser, finehook, ['acme', 'globex'], desk);
  await captureWaiting(page);
}

mkdirSync(folder, { recursive: true });
const args = ['--set', 'console=true', '--set', 'failureSpacing=0', '--set', 'failingAfter=2'];
const run = await startLocalRun({ samples: true, args });
try {
  const browser = await startBrowser();
  try {
    await captureAll(browser, run);
  } finally {
    await browser.close();
  }
} finally {
  await run.stop();
}
