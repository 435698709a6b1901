import type { FaultCode } from '../../../client/api/client.ts';
import { countRu } from '../language/plural.ts';

/** In Russian; a function where the bound that was passed belongs into it. */
type Said = string | ((limit: number) => string);

const number = new Intl.NumberFormat('ru').format;
/** After "не больше" and "не меньше". */
const characters = (count: number) => countRu(count, 'символа', 'символов', 'символов');

/** What is wrong with what was entered, and what to do. In English the API's own words are shown, which are more exact. */
export const faultWords = {
  required: 'Это нужно указать.',
  'unknown-member': 'Такого поля здесь нет. Проверьте, нет ли опечатки.',
  repeated: 'Это указано дважды. Оставьте что-то одно.',
  'wrong-type': 'Здесь нужно значение другого вида.',
  'not-allowed': 'Такое значение здесь невозможно. Выберите одно из предложенных.',
  'not-together': 'Это не сочетается с остальным. Уберите что-то одно.',
  blank: 'Здесь только пробелы или невидимые символы. Введите текст.',
  'too-short': limit => (limit === 1 ? 'Заполните это поле.' : `Нужно не меньше ${characters(limit)}.`),
  'too-long': limit => `Слишком длинно: не больше ${characters(limit)}.`,
  'too-few': limit => (limit === 1 ? 'Выберите хотя бы одно.' : `Нужно не меньше ${number(limit)}.`),
  'too-many': limit => `Слишком много: не больше ${number(limit)}.`,
  'too-small': limit => `Слишком мало: не меньше ${number(limit)}.`,
  'too-large': limit => `Слишком много: не больше ${number(limit)}.`,
  'not-whole': 'Введите целое число.',
  'too-many-digits': 'В этом числе слишком много цифр.',
  'too-many-bytes': limit =>
    `Слишком большой объём: не больше ${countRu(limit, 'байта', 'байт', 'байт')}. Разделите на части.`,
  'too-deep': limit => `Слишком много уровней вложенности: не больше ${number(limit)}.`,
  'invalid-characters':
    'Есть недопустимые символы: пробелы, переносы строк или невидимые символы. Уберите их.',
  'invisible-characters': 'В названии есть невидимые символы. Введите его заново.',
  'not-ascii': 'Возможны только латинские буквы, цифры и обычные знаки.',
  'not-a-time': 'Это не дата и не время. Проверьте, нет ли опечатки.',
  'not-later': 'Конец должен быть позже начала.',
  'in-the-past': 'Это время уже прошло. Укажите будущее.',
  'window-too-long': limit =>
    `Слишком долгий срок: доставки хранятся ${countRu(limit, 'день', 'дня', 'дней')}. Выберите короче.`,
  'not-a-url': 'Это не адрес. Скопируйте URL целиком, он начинается с https://.',
  'not-https': 'Адрес должен начинаться с https://.',
  'url-credentials':
    'В адресе есть имя пользователя или пароль. Уберите их: вход задаётся в настройках вебхука.',
  'not-public': 'Этот адрес не открыт в интернет. Укажите адрес, доступный извне.',
  'port-not-allowed': 'Этот порт использовать нельзя. Возможны 443 и порты от 1024.',
  'bad-host': 'Имя сервера в адресе неверно. Проверьте, нет ли опечатки.',
  'bad-header-name': 'Так заголовок называться не может: возможны латинские буквы, цифры и дефис.',
  'reserved-header': 'Этот заголовок задать нельзя: его определяет сам сервис.',
  'headers-too-long': limit => `Заголовки вместе слишком длинные: не больше ${characters(limit)}.`,
  'colon-not-allowed': 'В имени пользователя не может быть двоеточия.',
  'bad-secret':
    'Это не секрет подписи. Оставьте поле пустым, и сервис создаст секрет сам. Свой секрет состоит из whsec_ и 24–64 случайных байтов в base64.',
  'known-secret': 'Этот секрет у вебхука уже есть. Введите новый или оставьте поле пустым.',
  'not-an-email': 'Введите адрес почты латиницей, например ops@example.com.',
  'bad-placeholder': 'Подстановка записана неверно. Пример: {{type}} или {{data.currentValue.title}}.',
  'placeholder-in-link':
    'Подстановка не может решать, куда ведёт ссылка. Напишите начало ссылки вместе с именем сервера сами.',
  'template-not-used': 'Шаблон бывает только у сообщений для Slack, Teams и Discord. Уберите его.',
  'unknown-event-type': 'Такого события нет в справочнике. Выберите другое.',
  'reserved-event-type': 'О таких событиях сообщает только сам сервис.',
  'reserved-source': 'Такой источник события занят.',
  'nothing-left': 'Исключено всё: не осталось ни одного события. Выберите хотя бы одно.',
  'no-example': 'Для этого события в справочнике нет примера. Выберите другое событие.',
  'bad-name': 'Возможны латинские буквы, цифры, точка, дефис и подчёркивание.',
  'not-held': 'Сюда у вас нет доступа. Проверьте, верно ли указано место.',
  'not-granted': 'На эти события нет разрешения. Попросите его у тех, чьи они, или уберите их.',
  'needs-no-grant': 'Свои события приходят и без разрешения.',
  'scope-missing': 'Такого права у вас самих нет, поэтому и передать его нельзя.',
  'bad-condition': 'Условие записано неверно или не до конца.',
  'unknown-operator': 'Такого сравнения нет. Выберите другое.',
  'unknown-field': 'У этих событий нет такого поля. Проверьте, нет ли опечатки.',
  'bad-field': 'Поле указано неверно. Выберите его из списка.',
  'field-not-in-object': 'Это поле составное. Укажите одно из полей внутри него.',
  'operator-does-not-fit': 'Такое сравнение этому полю не подходит. Выберите другое.',
  'value-does-not-fit': 'Такого значения у этого поля не бывает.',
  'not-a-range': 'Нужны два числа: сначала меньшее, потом большее.',
  'not-a-duration': 'Это не срок. Укажите число и единицу: минуты, часы, дни или недели.',
  'not-a-network': 'Это не сеть. Пример: 10.0.0.0/8.',
  'bad-wildcard': 'Звёздочки расставлены неверно: две подряд невозможны.',
  'no-change': 'Было и стало одно и то же, значит, ничего не изменилось бы.',
  'tenant-field': 'Место выбирается на шаге «Где», а не в условиях.',
  'too-many-ways': 'Условия слишком сложные. Упростите их или сделайте несколько вебхуков.',
  'bad-pattern': 'Такой шаблон событий невозможен. Проверьте, как он записан.',
  'bad-cursor': 'Список изменился. Обновите страницу.',
  'bad-token': 'Ссылка неполная. Откройте её заново.',
  'bad-colour': 'Это не цвет. Пример: #0055ff.',
  'bad-language-tag': 'Такого языка нет.',
  'bad-document': 'Этот документ прочитать не удалось.',
  invalid: 'Здесь что-то не так. Проверьте, что введено.',
} as const satisfies Readonly<Record<FaultCode, Said>>;

const isKnown = (code: string): code is FaultCode => Object.hasOwn(faultWords, code);

/** @param code one that this console does not know is of a newer service */
export function russianFault(code: string, limit: number | undefined): string {
  const said: Said = isKnown(code) ? faultWords[code] : faultWords.invalid;
  if (typeof said === 'string') return said;
  return limit === undefined ? faultWords.invalid : said(limit);
}
