import { capitalized, defaultNouns } from '../language/nouns.ts';
import { defineNounWords } from '../language/words.ts';

/** What people call a part of what they have entered. */
export const placeWords = defineNounWords(
  ({ company: [company, companies] }) => ({
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
    toCompanyId: `Other ${company}`,
    companies: capitalized(companies),
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
  }),
  ({ company: { nominative } }) => ({
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
    toCompanyId: 'Кому разрешить',
    companies: capitalized(nominative[1]),
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
  }),
);

const places = placeWords(defaultNouns).en;
type Place = keyof typeof places;

/** Parts of a clause, by the step at which they are chosen. */
const steps: Readonly<Record<string, Place>> = {
  eventTypes: 'when',
  exceptEventTypes: 'when',
  companies: 'where',
  conditions: 'onlyIf',
};

const isPlace = (member: string): member is Place => Object.hasOwn(places, member);

/** The part that a fault's pointer leads into; `undefined` where people see none. */
export function placeOf(pointer: string): Place | undefined {
  const [root = '', member = '', , , inClause = ''] = pointer.split(/[/?]/);
  if (root !== '') return undefined;
  if (member === 'filter') return Object.hasOwn(steps, inClause) ? steps[inClause] : undefined;
  return isPlace(member) ? member : undefined;
}
