import { defineWords } from '../language/words.ts';

/** What people call a part of what they have entered. */
export const placeWords = defineWords(
  {
    name: 'Name',
    url: 'Address (URL)',
    format: 'Format of the message',
    template: 'Text of the message',
    headers: 'Headers',
    auth: 'Sign-in',
    options: 'Limits',
    secret: 'Secret',
    overlapHours: 'Hours',
    email: 'E-mail address',
    toCompanyId: 'Other company',
    companies: 'Companies',
    role: 'Role',
    revealSecrets: 'Signing secrets',
    expiresAt: 'Valid for',
    from: 'From',
    to: 'To',
    statuses: 'Deliveries',
    eventType: 'Event',
    when: 'When',
    where: 'Where',
    onlyIf: 'Only if',
  },
  {
    name: 'Название',
    url: 'Адрес получателя (URL)',
    format: 'Формат сообщения',
    template: 'Текст сообщения',
    headers: 'Заголовки',
    auth: 'Вход',
    options: 'Ограничения',
    secret: 'Секрет',
    overlapHours: 'Часы',
    email: 'Адрес электронной почты',
    toCompanyId: 'Другая компания',
    companies: 'Компании',
    role: 'Роль',
    revealSecrets: 'Секреты подписи',
    expiresAt: 'Срок действия',
    from: 'С',
    to: 'По',
    statuses: 'Доставки',
    eventType: 'Событие',
    when: 'Когда',
    where: 'Где',
    onlyIf: 'При условии',
  },
);

type Place = keyof typeof placeWords.en;

/** Parts of a clause, by the step at which they are chosen. */
const steps: Readonly<Record<string, Place>> = {
  eventTypes: 'when',
  exceptEventTypes: 'when',
  companies: 'where',
  conditions: 'onlyIf',
};

const isPlace = (member: string): member is Place => Object.hasOwn(placeWords.en, member);

/** The part that a fault's pointer leads into; `undefined` where people see none. */
export function placeOf(pointer: string): Place | undefined {
  const [root = '', member = '', , , inClause = ''] = pointer.split(/[/?]/);
  if (root !== '') return undefined;
  if (member === 'filter') return Object.hasOwn(steps, inClause) ? steps[inClause] : undefined;
  return isPlace(member) ? member : undefined;
}
