import { defineWords } from '../language/words.ts';
import type { Outcome } from './outcome.ts';

interface OutcomeWords {
  /** What happened. */
  readonly said: (receiver: string) => string;
  /** What to do about it; nothing when all is well. */
  readonly todo?: string;
}

const en: Readonly<Record<Outcome, OutcomeWords>> = {
  taken: { said: receiver => `${receiver} took it` },
  timeout: {
    said: receiver => `${receiver} did not answer in time`,
    todo: 'Have the receiver answer at once and do its work afterwards, or give it more time in the settings.',
  },
  dns: {
    said: receiver => `${receiver} was not found: no such name on the internet`,
    todo: 'Check the address for a typing error. A name that is new can take some hours to be known.',
  },
  connect: {
    said: receiver => `${receiver} could not be reached`,
    todo: 'Check that the receiver runs, that the port is right, and that no firewall keeps calls out.',
  },
  tls: {
    said: receiver => `No secure connection to ${receiver}`,
    todo: 'Its certificate has expired, belongs to another name or lacks its intermediate certificates. Renew it.',
  },
  reset: {
    said: receiver => `${receiver} hung up before it had answered`,
    todo: 'Look into the receiver’s own log, or that of the proxy before it: it crashed or refused the call.',
  },
  'address-blocked': {
    said: receiver => `${receiver} is an address that may not be called`,
    todo: 'It is private or reserved. Use an address that is open to the internet, or ask whoever runs this service to allow the network.',
  },
  redirect: {
    said: receiver => `${receiver} sends calls on to another address`,
    todo: 'Redirects are not followed. Enter the final address: check http or https, “www” and the slash at the end.',
  },
  'too-large': {
    said: receiver => `${receiver} answered with more than can be read`,
    todo: 'Have the receiver answer with a short text, or with nothing at all.',
  },
  'bad-request': {
    said: receiver => `${receiver} does not understand the message`,
    todo: 'Read its answer. Usually the format is not the one that it expects: choose another one in the settings.',
  },
  unauthorized: {
    said: receiver => `${receiver} does not let the call in`,
    todo: 'Check the signature, the sign-in or the headers that it expects. They can be set in the settings.',
  },
  'not-found': {
    said: receiver => `${receiver} has nothing at this address`,
    todo: 'Check the address: what comes after the host is wrong, or was taken away.',
  },
  gone: {
    said: receiver => `${receiver} says that this address is no longer there`,
    todo: 'Make a new address at the receiver and enter it in the settings.',
  },
  'too-many': {
    said: receiver => `${receiver} gets more calls than it takes`,
    todo: 'Nothing is lost: it is called again later. A limit of calls per second in the settings avoids it.',
  },
  refused: {
    said: receiver => `${receiver} refused the call`,
    todo: 'Read its answer: it says what it misses.',
  },
  broken: {
    said: receiver => `${receiver} broke while it took the call`,
    todo: 'The fault is at the receiver: look into its log. What failed can be sent again once it is mended.',
  },
  odd: {
    said: receiver => `${receiver} gave an answer that makes no sense`,
    todo: 'A receiver should answer with a status from 200 to 299.',
  },
};

const ru: typeof en = {
  taken: { said: receiver => `${receiver}: принято` },
  timeout: {
    said: receiver => `${receiver}: нет ответа за отведённое время`,
    todo: 'Пусть получатель отвечает сразу, а работу делает потом. Или дайте ему больше времени в настройках.',
  },
  dns: {
    said: receiver => `${receiver}: такого имени в интернете нет`,
    todo: 'Проверьте, нет ли опечатки в адресе. Новое имя становится известно в течение нескольких часов.',
  },
  connect: {
    said: receiver => `${receiver}: не удалось подключиться`,
    todo: 'Проверьте, что получатель запущен, порт указан верно и сетевой экран пропускает вызовы.',
  },
  tls: {
    said: receiver => `${receiver}: не удалось установить защищённое соединение`,
    todo: 'Сертификат истёк, выдан на другое имя или не хватает промежуточных сертификатов. Обновите его.',
  },
  reset: {
    said: receiver => `${receiver}: соединение оборвалось до ответа`,
    todo: 'Посмотрите журнал получателя или прокси перед ним: он упал или отклонил вызов.',
  },
  'address-blocked': {
    said: receiver => `${receiver}: этот адрес вызывать нельзя`,
    todo: 'Адрес частный или зарезервированный. Укажите адрес, открытый в интернет, или попросите тех, кто управляет сервисом, разрешить сеть.',
  },
  redirect: {
    said: receiver => `${receiver}: перенаправляет на другой адрес`,
    todo: 'Перенаправления не выполняются. Укажите конечный адрес: проверьте http и https, «www» и косую черту в конце.',
  },
  'too-large': {
    said: receiver => `${receiver}: ответ слишком большой`,
    todo: 'Пусть получатель отвечает коротким текстом или пустым ответом.',
  },
  'bad-request': {
    said: receiver => `${receiver}: сообщение не понято`,
    todo: 'Прочитайте ответ. Обычно дело в формате: выберите другой в настройках.',
  },
  unauthorized: {
    said: receiver => `${receiver}: доступ запрещён`,
    todo: 'Проверьте подпись, вход или заголовки, которых ждёт получатель. Они задаются в настройках.',
  },
  'not-found': {
    said: receiver => `${receiver}: по этому адресу ничего нет`,
    todo: 'Проверьте адрес: часть после имени сервера неверна, или страницу удалили.',
  },
  gone: {
    said: receiver => `${receiver}: адрес больше не существует`,
    todo: 'Создайте у получателя новый адрес и укажите его в настройках.',
  },
  'too-many': {
    said: receiver => `${receiver}: вызовов больше, чем он принимает`,
    todo: 'Ничего не потеряно: вызов повторится позже. Поможет ограничение вызовов в секунду в настройках.',
  },
  refused: {
    said: receiver => `${receiver}: вызов отклонён`,
    todo: 'Прочитайте ответ: в нём сказано, чего не хватает.',
  },
  broken: {
    said: receiver => `${receiver}: ошибка на стороне получателя`,
    todo: 'Посмотрите журнал получателя. Когда он заработает, неудачные доставки можно отправить повторно.',
  },
  odd: {
    said: receiver => `${receiver}: непонятный ответ`,
    todo: 'Получатель должен отвечать статусом от 200 до 299.',
  },
};

/** What came of a call, and what to do about it. */
export const outcomeWords = defineWords(en, ru);
