import type { RecordedAttempt } from '../../../client/api/client.ts';
import { defineWords } from '../language/words.ts';
import { isTaken } from './delivery-status.ts';

export type AttemptProblem = NonNullable<RecordedAttempt['error']> | StatusProblem;

type StatusProblem =
  | 'refused'
  | 'unauthorized'
  | 'not-found'
  | 'method'
  | 'gone'
  | 'too-many'
  | 'server'
  | 'other';

const ofStatus: Readonly<Record<number, StatusProblem>> = {
  400: 'refused',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not-found',
  405: 'method',
  410: 'gone',
  413: 'refused',
  415: 'refused',
  422: 'refused',
  429: 'too-many',
};

/** What went wrong with an attempt; undefined when the receiver took it. */
export function problemOf({
  status,
  error,
}: Pick<RecordedAttempt, 'status' | 'error'>): AttemptProblem | undefined {
  if (isTaken({ status })) return undefined;
  if (error !== null) return error;
  if (status === null) return 'other';
  return ofStatus[status] ?? (status >= 500 ? 'server' : 'other');
}

interface Problem {
  readonly title: string;
  readonly advice: string;
}

type Problems = Readonly<Record<AttemptProblem, Problem>>;

const english: Problems = {
  timeout: {
    title: 'No answer in time',
    advice:
      'Answer with 2xx at once and do the work afterwards, or allow more seconds in the webhook’s options.',
  },
  dns: {
    title: 'The host was not found',
    advice: 'Check the address for a typing error, and that its DNS entry exists.',
  },
  connect: {
    title: 'No connection',
    advice: 'Check that the receiver runs and that its firewall lets calls in.',
  },
  tls: {
    title: 'The certificate is not trusted',
    advice: 'Renew the certificate, and send the whole chain with it.',
  },
  reset: {
    title: 'The connection broke off',
    advice: 'The receiver, or a proxy before it, closed the connection without an answer: look at its log.',
  },
  'address-blocked': {
    title: 'The address may not be called',
    advice: 'It leads to a private or reserved network. Use an address that is reachable from the internet.',
  },
  redirect: {
    title: 'The receiver redirects',
    advice: 'Redirects are not followed. Enter the address that it redirects to.',
  },
  'too-large': { title: 'The answer is too large', advice: 'Answer with a short body, or none.' },
  refused: {
    title: 'The receiver refused the body',
    advice: 'It is not tried again. Look at the answer below, then at how the receiver reads the body.',
  },
  unauthorized: {
    title: 'The receiver does not let the call in',
    advice:
      'Check the user name, the token or the headers in the webhook’s settings, and the signing secret.',
  },
  'not-found': { title: 'Nothing is at this address', advice: 'Check the path of the address.' },
  method: {
    title: 'The receiver takes no POST',
    advice: 'Check the path of the address: webhooks are sent by POST.',
  },
  gone: {
    title: 'The address is gone for good',
    advice: 'The receiver said so, and the webhook was switched off. Enter another address, then enable it.',
  },
  'too-many': {
    title: 'Too many calls for the receiver',
    advice: 'Set fewer calls per second in the webhook’s options.',
  },
  server: {
    title: 'An error of the receiver',
    advice: 'Look at the answer below and at the receiver’s log.',
  },
  other: { title: 'The receiver did not take it', advice: 'Only a status of 200 to 299 counts as taken.' },
};

const russian: Problems = {
  timeout: {
    title: 'Нет ответа вовремя',
    advice: 'Отвечайте 2xx сразу, а работу делайте потом, или увеличьте время ожидания в настройках вебхука.',
  },
  dns: {
    title: 'Сервер не найден',
    advice: 'Проверьте, нет ли в адресе опечатки и есть ли у него запись DNS.',
  },
  connect: {
    title: 'Нет соединения',
    advice: 'Проверьте, что получатель работает и файрвол пропускает вызовы.',
  },
  tls: {
    title: 'Сертификату нельзя доверять',
    advice: 'Обновите сертификат и отдавайте вместе с ним всю цепочку.',
  },
  reset: {
    title: 'Соединение оборвалось',
    advice: 'Получатель или прокси перед ним закрыл соединение без ответа: посмотрите его журнал.',
  },
  'address-blocked': {
    title: 'Этот адрес вызывать нельзя',
    advice: 'Он ведёт в частную или служебную сеть. Укажите адрес, доступный из интернета.',
  },
  redirect: {
    title: 'Получатель перенаправляет',
    advice: 'По перенаправлениям вызов не идёт. Укажите адрес, на который они ведут.',
  },
  'too-large': { title: 'Ответ слишком большой', advice: 'Отвечайте коротко или без тела.' },
  refused: {
    title: 'Получатель не принял тело запроса',
    advice: 'Повторов не будет. Посмотрите ответ ниже и то, как получатель читает тело.',
  },
  unauthorized: {
    title: 'Получатель не пускает',
    advice: 'Проверьте логин, токен или заголовки в настройках вебхука и секрет подписи.',
  },
  'not-found': { title: 'По этому адресу ничего нет', advice: 'Проверьте путь в адресе.' },
  method: {
    title: 'Получатель не принимает POST',
    advice: 'Проверьте путь в адресе: вебхуки отправляются методом POST.',
  },
  gone: {
    title: 'Адрес больше не существует',
    advice: 'Так ответил получатель, и вебхук выключен. Укажите другой адрес и включите его.',
  },
  'too-many': {
    title: 'Слишком много вызовов для получателя',
    advice: 'Уменьшите число вызовов в секунду в настройках вебхука.',
  },
  server: { title: 'Ошибка на стороне получателя', advice: 'Посмотрите ответ ниже и журнал получателя.' },
  other: { title: 'Получатель не принял', advice: 'Принятым считается только ответ от 200 до 299.' },
};

export const problemWords = defineWords(english, russian);
