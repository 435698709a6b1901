import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { Finehook, uniqueName } from '../../support/finehook.ts';
import { startBrowser } from '../browser.ts';
import { openConsole } from './console-page.ts';

const finehook = new Finehook(inject('runtime'));
let browser: Browser;
let company: string;
let page: Page | undefined;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(() => {
  company = uniqueName('faulty');
});
afterEach(async () => {
  await page?.context().close();
});

async function open(path: string): Promise<Page> {
  ({ page } = await openConsole(browser, finehook, { companies: [company], language: 'ru' }));
  await page.goto(new URL(path, page.url()).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** The page on which a webhook of this company is about to be made. */
function sending(companyId: string): string {
  const clause = { eventTypes: ['TODO_MOVED'], companies: [{ companyId, projectIds: '*' }] };
  const draft = { purpose: 'system', name: '', clauses: [clause] };
  return `/new?step=send#${new URLSearchParams({ draft: JSON.stringify(draft) })}`;
}

/** What a screen reader says of a field beside its name. */
async function description(field: Locator): Promise<string> {
  const ids = (await field.getAttribute('aria-describedby')) ?? '';
  const texts = ids.split(' ').map(id => `document.getElementById(${JSON.stringify(id)})?.textContent`);
  return field.page().evaluate<string>(`[${texts.join()}].join(' ')`);
}

async function expectSaid(field: Locator, words: string): Promise<void> {
  await expect.poll(() => description(field)).toContain(words);
  expect(await field.getAttribute('aria-invalid')).toBe('true');
}

/** Names may be in Latin letters, and a few words that Russians use so, but no sentence is; nor does a JSON pointer show. */
async function expectRussian(of: Page): Promise<void> {
  const text = await of.evaluate<string>('document.body.innerText');
  expect(text).toMatch(/[а-яё]/i);
  expect(text.match(/[A-Za-z']+(?:[ ,:]+[A-Za-z']+){3,}/g) ?? []).toEqual([]);
  expect(text.match(/\/(?:filter|url|name|headers|email|companies)\b/g) ?? []).toEqual([]);
}

it('of a new webhook: a name that is too long, an address that is not public', async () => {
  const of = await open(sending(company));
  const [address, name] = [of.getByLabel('Адрес получателя (URL)'), of.getByLabel('Название')];
  const turnOn = of.getByRole('button', { name: 'Включить' });

  await address.fill('http://10.0.0.1');
  await name.fill('я'.repeat(101));
  await turnOn.click();
  await expectSaid(name, 'Слишком длинно: не больше 100 символов.');
  await expectRussian(of);

  await name.fill('Задачи');
  await turnOn.click();
  await expectSaid(address, 'Этот адрес не открыт в интернет. Укажите адрес, доступный извне.');
  await expectRussian(of);

  await address.fill('ftp://example.com/');
  await of.getByRole('button', { name: 'Отправить тест' }).click();
  await of.getByText('Адрес должен начинаться с https://.').waitFor();
  await turnOn.click();
  await expectSaid(address, 'Адрес должен начинаться с https://.');
  await expectRussian(of);
});

it('of a new webhook: a company that one does not hold', async () => {
  const of = await open(sending('globex'));
  await of.getByText('Где: Сюда у вас нет доступа. Проверьте, верно ли указано место.').waitFor();
  await of.getByText('На это у вас нет прав. Попросите их у того, кто даёт вам доступ.').waitFor();
  await expectRussian(of);
});

it('of settings: a header and a template, beside their fields', async () => {
  const filter = {
    anyOf: [{ eventTypes: ['TODO_MOVED'], companies: [{ companyId: company, projectIds: '*' }] }],
  };
  const url = `${finehook.runtime.receiverUrl}/in/${company}`;
  const { id } = await finehook.webhookTo(company, { url, filter });
  const of = await open(`/webhooks/${id}/settings`);
  const save = of.getByRole('button', { name: 'Сохранить' });

  await of.getByRole('button', { name: 'Добавить заголовок' }).click();
  const header = of.getByLabel('Имя заголовка');
  await header.fill('Host');
  await of.getByLabel('Значение').fill('example.com');
  await of.getByLabel('Формат сообщения').selectOption('slack');
  const template = of.getByLabel('Текст сообщения');
  await template.fill('{{title}}');
  await save.click();
  await expectSaid(header, 'Этот заголовок задать нельзя: его определяет сам сервис.');
  await expectSaid(template, 'Подстановка записана неверно.');
  await of.getByText('Часть введённого не подходит. Что именно не так, написано рядом с полем.').waitFor();
  await expectRussian(of);
});

it('of a contact: an address that is none', async () => {
  const of = await open('/contacts');
  const email = of.getByLabel('Адрес электронной почты');
  await email.fill('почта');
  await of.getByRole('button', { name: 'Добавить' }).click();
  await expectSaid(email, 'Введите адрес почты латиницей, например ops@example.com.');
  await expectRussian(of);
});

it('of a grant: an id that no company can have', async () => {
  const of = await open('/grants');
  await of.getByRole('button', { name: 'Дать разрешение' }).click();
  const to = of.getByLabel('Кому разрешить: id компании');
  await to.fill('x'.repeat(129));
  await of.getByRole('button', { name: 'Разрешить', exact: true }).click();
  await expectSaid(to, 'Слишком длинно: не больше 128 символов.');
  await expectRussian(of);
});
