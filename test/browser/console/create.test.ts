import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { noMisdeeds, startBrowser } from '../browser.ts';
import { nameThings, openConsole, sidewaysScroll } from './console-page.ts';
import { Hand } from './hand.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const english = {
  language: 'en',
  create: 'New webhook',
  card: /^Send to my system/,
  event: 'Record completed or reopened',
  project: 'Website',
  next: 'Continue',
  address: 'Address (URL)',
  turnOn: 'Turn on',
  on: 'It is on',
  waiting: 'Waiting for the first event: change something there now.',
  arrived: 'The first event has arrived.',
  see: 'See the webhook',
  name: 'Record completed or reopened · Website',
  sentence: /When a record is completed or reopened .*“Website”/,
} as const;

const russian = {
  language: 'ru',
  create: 'Новый вебхук',
  card: /^Написать в чат/,
  event: 'Запись выполнена или возвращена в работу',
  project: 'Сайт',
  next: 'Продолжить',
  address: 'Адрес получателя (URL)',
  turnOn: 'Включить',
  on: 'Вебхук включён',
  waiting: 'Ждём первое событие: измените что-нибудь там прямо сейчас.',
  arrived: 'Первое событие доставлено.',
  see: 'Открыть вебхук',
  name: 'Запись выполнена или возвращена в работу · Сайт',
  sentence: /Когда запись выполнена или возвращена в работу .*«Сайт»/,
} as const;

it.each([
  { say: english, width: 1280 },
  { say: russian, width: 1280 },
  { say: english, width: 360 },
])(
  'a newcomer makes a working webhook in 9 clicks and 1 paste: $say.language, $width px',
  async ({ say, width }) => {
    const company = uniqueName('newcomer');
    const projectId = uniqueName('project');
    await nameThings(finehook, company, [
      { kind: 'company', id: company, name: 'Acme' },
      { kind: 'project', id: projectId, name: say.project },
      { kind: 'project', id: uniqueName('project'), name: 'Operations' },
    ]);
    const visit = { companies: [company], language: say.language, width };
    const { page, misdeeds } = await openConsole(browser, finehook, visit);
    const hand = new Hand();
    const next = page.getByRole('button', { name: say.next });

    await hand.click(page.getByRole('link', { name: say.create }));
    await hand.click(page.getByRole('button', { name: say.card }));
    await hand.click(page.getByRole('button', { name: say.event }));
    expect(await sidewaysScroll(page)).toBe(0);
    await hand.click(next);
    await hand.click(page.getByRole('checkbox', { name: say.project }));
    await page.getByText(say.sentence).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    await hand.click(next);
    await hand.click(next);
    await hand.paste(page.getByLabel(say.address), `${finehook.runtime.receiverUrl}/in/${company}`);
    expect(await sidewaysScroll(page)).toBe(0);
    await hand.click(page.getByRole('button', { name: say.turnOn }));
    await page.getByRole('heading', { name: say.on }).waitFor();
    await page.getByText(say.waiting).waitFor();
    expect(hand).toEqual({ clicks: 9, pastes: 1 });

    await finehook.put({ type: 'TODO_DONE_STATUS_UPDATED', companyId: company, projectId });
    await page.getByText(say.arrived).waitFor();
    const [call] = await finehook.receives(company, 1);
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'TODO_DONE_STATUS_UPDATED',
      data: { companyId: company, projectId },
    });
    expect(await sidewaysScroll(page)).toBe(0);

    await page.getByRole('link', { name: say.see }).click();
    await page.getByRole('heading', { name: say.name, level: 1 }).waitFor();
    expect(misdeeds).toEqual(noMisdeeds);
  },
);
