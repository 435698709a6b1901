import { defineWords } from '../language/words.ts';

/** What came of a call, in words, with what to do. */
export const answerWords = defineWords(
  {
    answered: (host: string, duration: string) => `${host} answered in ${duration}`,
    refused: (host: string, status: number) =>
      `${host} answered ${status}: it does not take the call. Check the address; it should answer with 2xx.`,
    errors: {
      timeout: 'No answer in time. Check that the address is right and that its server runs.',
      dns: 'There is no such host. Check the spelling of the address.',
      connect: 'The server cannot be reached. Check the port and that the server runs.',
      tls: 'The connection is not secure: the certificate is not valid. Renew it at the receiver.',
      reset: 'The server hung up. Look into its log.',
      'address-blocked': 'This address is not allowed: it leads into a private network.',
      redirect: 'The address leads on to another one. Enter the one that it leads to.',
      'too-large': 'The answer is too large. A receiver should answer with a short text.',
    },
  },
  {
    answered: (host, duration) => `${host}: ответ за ${duration}`,
    refused: (host, status) =>
      `${host} ответил ${status}: вызов не принят. Проверьте адрес; ответ должен быть 2xx.`,
    errors: {
      timeout: 'Ответа вовремя не было. Проверьте адрес и то, что сервер работает.',
      dns: 'Такого сервера нет. Проверьте, правильно ли написан адрес.',
      connect: 'С сервером не удалось соединиться. Проверьте порт и то, что сервер работает.',
      tls: 'Соединение небезопасно: сертификат недействителен. Обновите его у получателя.',
      reset: 'Сервер оборвал соединение. Посмотрите его журнал.',
      'address-blocked': 'Этот адрес не разрешён: он ведёт во внутреннюю сеть.',
      redirect: 'Адрес перенаправляет на другой. Укажите тот, на который он ведёт.',
      'too-large': 'Ответ слишком велик. Получатель должен отвечать коротко.',
    },
  },
);
