import type { Key } from '../../../client/api/client.ts';
import { defineNounWords } from '../language/words.ts';

export type Role = Key['role'];

export const roles: readonly Role[] = ['reader', 'manager', 'admin', 'publisher'];

/** What each role is called, and what it may do. */
export const roleWords = defineNounWords(
  ({ company: [company] }) => ({
    names: { admin: 'Admin', manager: 'Manager', reader: 'Reader', publisher: 'Publisher' },
    may: {
      admin: 'Everything: webhooks, keys, grants, the audit log.',
      manager: 'Makes and changes webhooks, sends again.',
      reader: 'Looks at webhooks and deliveries, changes nothing.',
      publisher: 'Publishes events and tells names. For the product itself.',
    },
    revealsSecrets: 'sees secrets',
    everyCompany: `Every ${company}`,
  }),
  ({ company: { nominative } }) => ({
    names: { admin: 'Администратор', manager: 'Менеджер', reader: 'Наблюдатель', publisher: 'Издатель' },
    may: {
      admin: 'Всё: вебхуки, ключи, разрешения, журнал изменений.',
      manager: 'Создаёт и меняет вебхуки, отправляет повторно.',
      reader: 'Смотрит вебхуки и доставки, ничего не меняет.',
      publisher: 'Публикует события и сообщает названия. Для самого продукта.',
    },
    revealsSecrets: 'видит секреты',
    everyCompany: `Все ${nominative[1]}`,
  }),
);
