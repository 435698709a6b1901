import type { Page } from 'playwright-core';
import { quiet } from '../traffic.ts';

export type Language = 'en' | 'ru';
type Words = readonly [en: string, ru: string];

/** A page of the console in one of its states. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Buttons that bring the state, one after the other, as each language calls them. */
  readonly press?: readonly Words[];
  /** What is folded away, and opened after that. */
  readonly open?: Words;
  /** What is read there once the service has answered. */
  readonly shows?: Words;
}

/** What the screens are of; beside it a key of acme's called CI, a grant of globex to acme, and a contact of acme's, ada@acme.example. */
export interface ScreenIds {
  /** A webhook that has had deliveries. */
  readonly webhook: string;
  readonly delivery: string;
  readonly event: string;
  /** A webhook that writes to a chat, and a delivery of it. */
  readonly chat: string;
  readonly message: string;
  /** A webhook that is switched off, with something on hold. */
  readonly stopped: string;
}

const clause = { eventTypes: ['TODO_MOVED'], companies: [{ companyId: 'acme', projectIds: '*' }] };
const condition = { field: 'todoListId', op: 'became', value: 'list-review' };

/** A webhook that is being made, as it stands behind `#`. */
export const drafts = {
  empty: { purpose: 'chat', name: '', clauses: [{ eventTypes: [], companies: [] }] },
  plain: { purpose: 'chat', name: '', clauses: [clause] },
  withCondition: { purpose: 'system', name: '', clauses: [{ ...clause, conditions: { all: [condition] } }] },
  inbox: { purpose: 'inbox', name: '', clauses: [clause] },
} as const;

export const creation = (step: string, draft: keyof typeof drafts): string =>
  `/new?step=${step}#${new URLSearchParams({ draft: JSON.stringify(drafts[draft]) })}`;

/** Every page of the console, and what opens over it. */
export function screensOf({
  webhook,
  delivery,
  event,
  chat,
  message,
  stopped,
}: ScreenIds): readonly Screen[] {
  const base = `/webhooks/${webhook}`;
  return [
    { name: 'list', path: '/' },
    { name: 'what for', path: '/new' },
    { name: 'when, nothing chosen', path: creation('when', 'empty') },
    { name: 'when', path: creation('when', 'plain') },
    { name: 'where', path: creation('where', 'plain') },
    { name: 'only if, no condition', path: creation('only-if', 'plain') },
    { name: 'only if', path: creation('only-if', 'withCondition') },
    {
      name: 'only if, as JSON',
      path: creation('only-if', 'withCondition'),
      press: [['Show as JSON', 'Показать как JSON']],
    },
    { name: 'send to a chat', path: creation('send', 'plain') },
    { name: 'send to a system', path: creation('send', 'withCondition') },
    { name: 'send to an inbox', path: creation('send', 'inbox') },
    { name: 'turned on', path: `/new?step=on&webhook=${webhook}` },
    { name: 'change when', path: `${base}/edit?step=when` },
    { name: 'change where', path: `${base}/edit?step=where` },
    { name: 'change only if', path: `${base}/edit?step=only-if` },
    { name: 'overview', path: base },
    { name: 'overview of one that is stopped', path: `/webhooks/${stopped}` },
    { name: 'deliveries', path: `${base}/deliveries` },
    { name: 'deliveries, none found', path: `${base}/deliveries?status=held` },
    { name: 'delivery', path: `${base}/deliveries?delivery=${delivery}` },
    {
      name: 'delivery of a message, its request',
      path: `/webhooks/${chat}/deliveries?delivery=${message}`,
      open: ['Request, Attempt 1 of 5', 'Запрос, Попытка 1 из 5'],
      shows: ['The message as it looks', 'Так выглядит сообщение'],
    },
    { name: 'delivery on hold', path: `/webhooks/${stopped}/deliveries` },
    { name: 'why not', path: `${base}/deliveries?why=` },
    { name: 'why not, answered', path: `${base}/deliveries?why=${event}` },
    {
      name: 'send missed',
      path: `${base}/deliveries`,
      press: [['Send missed', 'Дослать пропущенное']],
    },
    { name: 'settings', path: `${base}/settings` },
    { name: 'secrets', path: `${base}/secrets` },
    {
      name: 'secrets, shown',
      path: `${base}/secrets`,
      press: [['Show', 'Показать']],
      shows: ['Current, does not expire', 'Текущий, не истекает'],
    },
    { name: 'change the secret', path: `${base}/secrets`, press: [['Change the secret', 'Сменить секрет']] },
    { name: 'history', path: `${base}/history` },
    {
      name: 'test',
      path: base,
      press: [
        ['Send test', 'Отправить тест'],
        ['Send', 'Отправить'],
      ],
      shows: ['Status 200', 'Статус 200'],
    },
    { name: 'pause', path: base, press: [['Pause', 'Пауза']] },
    {
      name: 'turn on, still down',
      path: `/webhooks/${stopped}`,
      press: [
        ['Turn on', 'Включить'],
        ['Check and turn on', 'Проверить и включить'],
      ],
      shows: ['Status 503', 'Статус 503'],
    },
    { name: 'delete', path: base, press: [['Delete', 'Удалить']] },
    { name: 'catalog', path: '/events' },
    { name: 'event type', path: '/events/TODO_MOVED' },
    { name: 'keys', path: '/keys' },
    {
      name: 'key without a name',
      path: '/keys',
      press: [
        ['New key', 'Новый ключ'],
        ['Make the key', 'Создать ключ'],
      ],
    },
    {
      name: 'replace a key',
      path: '/keys',
      press: [['Replace the key “CI”', 'Заменить ключ «CI»']],
    },
    { name: 'revoke a key', path: '/keys', press: [['Revoke the key “CI”', 'Отозвать ключ «CI»']] },
    { name: 'grants', path: '/grants' },
    {
      name: 'grant to nobody',
      path: '/grants',
      press: [
        ['Grant to another company', 'Дать разрешение'],
        ['Grant', 'Разрешить'],
      ],
    },
    {
      name: 'take a grant back',
      path: '/grants?company=globex',
      press: [['Take back from Acme', 'Отозвать у компании «Acme»']],
    },
    { name: 'notices', path: '/contacts' },
    {
      name: 'delete an address',
      path: '/contacts',
      press: [['Delete ada@acme.example', 'Удалить ada@acme.example']],
    },
    { name: 'audit log', path: '/audit-log' },
    { name: 'capacity', path: '/capacity' },
    { name: 'not found', path: '/no-such-page' },
  ];
}

/** Waits until the page has its heading and all that it asks for. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await quiet(page);
  await page
    .getByText(/^(Loading|Загрузка)…$/)
    .first()
    .waitFor({ state: 'detached' });
}

const nothing: Words = ['There is no such page', 'Такой страницы нет'];

/** As a link of the console does. */
const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);

/**
 * Goes to a screen, as far as its buttons lead. The console stays loaded, which is most of what a screen takes; on the way lies a page that
 * has nothing, so that nothing is left of the screen before.
 */
export async function show(page: Page, screen: Screen, language: Language): Promise<void> {
  const inLanguage = ([en, ru]: Words): string => (language === 'en' ? en : ru);
  const heading = page.getByRole('heading', { level: 1, name: inLanguage(nothing) });
  await goTo(page, '/nothing');
  await heading.waitFor();
  await goTo(page, screen.path);
  if (screen.name !== 'not found') await heading.waitFor({ state: 'detached' });
  await settled(page);
  for (const words of screen.press ?? []) {
    await page
      .getByRole('button', { name: inLanguage(words), exact: true })
      .last()
      .click();
    await settled(page);
  }
  if (screen.open !== undefined) await page.getByText(inLanguage(screen.open)).click();
  if (screen.shows !== undefined) await page.getByText(inLanguage(screen.shows)).first().waitFor();
}
