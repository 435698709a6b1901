import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../../support/local-run.ts';
import { renamedNouns } from '../../support/renamed-nouns.ts';
import { openPage, startBrowser } from '../browser.ts';
import { consoleOrigin, nameThings, portalLink } from './console-page.ts';

const consoleName = 'Acme Hooks';
/** Nobody is asked for it: what the browser gets is {@link logoImage}. */
const consoleLogo = 'https://static.example.com/logo.svg';
const logoImage = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"></svg>';

let browser: Browser;
let run: LocalRun;
beforeAll(async () => {
  browser = await startBrowser();
  run = await startLocalRun({
    args: [
      ...['--set', 'console=true'],
      ...['--set', `consoleName=${consoleName}`],
      ...['--set', `consoleLogo=${consoleLogo}`],
      ...['--set', `nouns=${JSON.stringify(renamedNouns)}`],
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

/** A window in which the logo's origin answers. */
async function openBranded(finehook: Finehook) {
  const opened = await openPage(browser, consoleOrigin(finehook));
  await opened.page.route(consoleLogo, route =>
    route.fulfill({ contentType: 'image/svg+xml', body: logoImage }),
  );
  return opened;
}

/** What a page has of an `img`. */
interface Image {
  readonly naturalWidth: number;
}

/** The image beside the console's name, as far as the browser shows it. */
async function logoBeside(page: Page, name: string) {
  const logo = page.getByText(name, { exact: true }).getByRole('presentation');
  await expect.poll(() => logo.evaluate((image: Image) => image.naturalWidth)).toBe(9);
  return logo.getAttribute('src');
}

it('has the operator’s name and logo before anybody is in', async () => {
  const finehook = new Finehook(run.runtime);
  const { page, misdeeds } = await openBranded(finehook);
  await page.goto(consoleOrigin(finehook));
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await page.title()).toBe(`Sign in · ${consoleName}`);
  expect(await logoBeside(page, consoleName)).toBe(consoleLogo);
  expect(misdeeds).toEqual({ complaints: [], foreignRequests: [consoleLogo] });
});

const english = {
  language: 'en',
  sentence: 'When a tag is created in any workspace of “Globex”',
  project: 'Workspace',
  create: 'New webhook',
  card: /^Send to my system/,
  event: 'Comment added',
  next: 'Continue',
  all: 'All workspaces, future ones too',
  whole: 'What it will do',
  draft: 'When a comment is added in any workspace of “Globex”',
  grants: 'Grants',
  grantsLead:
    'The events of each organization stay its own. With a grant it lets the webhooks of other organizations listen to them.',
  ours: /compan(y|ies)|project/i,
} as const;

const russian = {
  language: 'ru',
  sentence: 'Когда тег создан в любых пространствах организации «Globex»',
  project: 'Пространство',
  create: 'Новый вебхук',
  card: /^Отправить в мою систему/,
  event: 'Комментарий добавлен',
  next: 'Продолжить',
  all: 'Все пространства, в том числе будущие',
  whole: 'Что он будет делать',
  draft: 'Когда комментарий добавлен в любых пространствах организации «Globex»',
  grants: 'Разрешения',
  grantsLead:
    'События организации не видны другим. По разрешению их могут получать и вебхуки других организаций.',
  ours: /компани|проект/i,
} as const;

it.each([english, russian])('speaks in the operator’s nouns: $language', async say => {
  const finehook = new Finehook(run.runtime);
  const company = uniqueName('branded');
  await nameThings(finehook, company, [{ kind: 'company', id: company, name: 'Globex' }]);
  const companies = [{ companyId: company, projectIds: '*' }];
  await finehook.webhookTo(company, { filter: { anyOf: [{ eventTypes: ['TAG_CREATED'], companies }] } });
  const { page, misdeeds } = await openBranded(finehook);
  const main = page.getByRole('main');

  await page.goto(await portalLink(finehook, { companies: [company], language: say.language }));
  await main.getByText(say.sentence, { exact: true }).waitFor();
  expect(await logoBeside(page, consoleName)).toBe(consoleLogo);
  await page.getByLabel(say.project, { exact: true }).waitFor();
  expect(await main.innerText()).not.toMatch(say.ours);

  await page.getByRole('link', { name: say.create }).click();
  await page.getByRole('button', { name: say.card }).click();
  await page.getByRole('button', { name: say.event }).click();
  await page.getByRole('button', { name: say.next }).click();
  await page.getByRole('checkbox', { name: say.all }).click();
  await page.getByRole('region', { name: say.whole }).getByText(say.draft, { exact: true }).waitFor();
  expect(await main.innerText()).not.toMatch(say.ours);

  await page.getByRole('link', { name: say.grants }).click();
  await page.getByText(say.grantsLead, { exact: true }).waitFor();
  expect(await main.innerText()).not.toMatch(say.ours);
  expect(misdeeds.complaints).toEqual([]);
  expect(new Set(misdeeds.foreignRequests)).toEqual(new Set([consoleLogo]));
});
