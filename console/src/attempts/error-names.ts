import type { Attempt } from '../../../client/api/client.ts';
import { defineWords } from '../language/words.ts';

type ErrorNames = Readonly<Record<NonNullable<Attempt['error']>, string>>;

const en: ErrorNames = {
  timeout: 'No answer in time',
  dns: 'Name not found',
  connect: 'Not reached',
  tls: 'No secure connection',
  reset: 'Connection broken off',
  'address-blocked': 'Address not allowed',
  redirect: 'Redirect',
  'too-large': 'Answer too large',
};

const ru: ErrorNames = {
  timeout: 'Нет ответа вовремя',
  dns: 'Имя не найдено',
  connect: 'Не удалось подключиться',
  tls: 'Нет защищённого соединения',
  reset: 'Соединение оборвано',
  'address-blocked': 'Адрес запрещён',
  redirect: 'Перенаправление',
  'too-large': 'Слишком большой ответ',
};

/** What went wrong with a call, in two or three words: for lists. */
export const errorNames = defineWords(en, ru);
