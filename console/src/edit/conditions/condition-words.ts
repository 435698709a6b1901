import { type FieldLabels, fieldLabel } from '../../catalog/field-labels.ts';
import { defineWords } from '../../language/words.ts';

/** Fields and operators as people say them. */
export const conditionWords = defineWords(
  {
    operators: {
      became: 'became',
      was: 'was, and is not any more',
      changed: 'changed',
      changedFromTo: 'changed from … to …',
      eq: 'is',
      ne: 'is not',
      in: 'is one of',
      notIn: 'is none of',
      contains: 'contains',
      startsWith: 'begins with',
      endsWith: 'ends with',
      wildcard: 'has the form (* is anything)',
      cidr: 'is in the network',
      gt: 'is more than',
      gte: 'is at least',
      lt: 'is less than',
      lte: 'is at most',
      between: 'is from … to …',
      before: 'is before',
      after: 'is after',
      inLast: 'was within the last …',
      inNext: 'is within the next …',
      movedLater: 'moved to later',
      movedEarlier: 'moved to earlier',
      increased: 'went up',
      decreased: 'went down',
      empty: 'is empty',
      notEmpty: 'is not empty',
      exists: 'is there',
      existsNot: 'is not there',
      onlyChanged: 'are nothing but',
    },
    fields: {
      'tags.title': 'Tag',
      'users.id': 'Assignee',
      'users.fullName': 'Name of an assignee',
      'customFields.name': 'Name of a custom field',
      'customFields.value': 'Value of a custom field',
      'todoList.title': 'Title of the list',
    },
    onlyChanged: 'The changes',
  },
  {
    operators: {
      became: 'стало',
      was: 'было, а теперь нет',
      changed: 'изменилось',
      changedFromTo: 'изменилось с … на …',
      eq: 'равно',
      ne: 'не равно',
      in: 'одно из',
      notIn: 'ни одно из',
      contains: 'содержит',
      startsWith: 'начинается с',
      endsWith: 'заканчивается на',
      wildcard: 'имеет вид (* — что угодно)',
      cidr: 'в сети',
      gt: 'больше',
      gte: 'не меньше',
      lt: 'меньше',
      lte: 'не больше',
      between: 'от … до …',
      before: 'раньше',
      after: 'позже',
      inLast: 'было за последние …',
      inNext: 'будет в ближайшие …',
      movedLater: 'сдвинулось на более позднее',
      movedEarlier: 'сдвинулось на более раннее',
      increased: 'увеличилось',
      decreased: 'уменьшилось',
      empty: 'пусто',
      notEmpty: 'не пусто',
      exists: 'есть',
      existsNot: 'отсутствует',
      onlyChanged: 'затронули только',
    },
    fields: {
      'tags.title': 'Тег',
      'users.id': 'Исполнитель',
      'users.fullName': 'Имя исполнителя',
      'customFields.name': 'Название пользовательского поля',
      'customFields.value': 'Значение пользовательского поля',
      'todoList.title': 'Название списка',
    },
    onlyChanged: 'Изменения',
  },
);

/** `todoList.position` → `Todo list: position`, for what has no words of its own. */
export function labelOf(path: string, labels: FieldLabels): string {
  const known = fieldLabel(path, labels);
  if (known !== undefined) return known;
  const words = path
    .split('.')
    .map(name =>
      name
        .replace(/([a-z\d])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase(),
    )
    .join(': ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
