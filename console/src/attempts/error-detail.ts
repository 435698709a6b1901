import type { Language } from '../language/words.ts';

/** What an attempt tells of an error, by the service's own words for it; the outcome's words say the rest. */
export const russianDetails: Readonly<Record<string, string>> = {
  'the host name was not resolved': 'имя сервера не найдено',
  'the host name does not exist': 'такого имени сервера нет',
  'the host name has no address': 'у имени сервера нет адреса',
  'the host name is not valid': 'имя сервера неверно',
  'the name servers did not answer': 'серверы имён не ответили',
  'the name servers cannot be reached': 'серверы имён недоступны',
  'the name servers of the host failed': 'ошибка серверов имён получателя',
  'the name servers refused to answer': 'серверы имён отказались отвечать',
  'the name servers gave no proper answer': 'серверы имён ответили непонятно',
  'the host name was not resolved in time': 'имя сервера не нашлось за отведённое время',
  'no connection could be made': 'подключиться не удалось',
  'nothing accepts connections at this port': 'на этом порту никто не принимает подключений',
  'the receiver reset the connection': 'получатель сбросил соединение',
  'the connection was not accepted in time': 'подключение не принято за отведённое время',
  'the host cannot be reached': 'сервер недоступен',
  'the network of the host cannot be reached': 'сеть сервера недоступна',
  'TLS failed': 'ошибка TLS',
  'certificate has expired': 'срок сертификата истёк',
  'certificate is not valid yet': 'сертификат ещё не действует',
  'certificate was revoked': 'сертификат отозван',
  'certificate is self-signed': 'сертификат самоподписанный',
  'certificate chain ends in a certificate authority that is not trusted':
    'цепочка сертификатов ведёт к центру, которому нет доверия',
  'certificate is of an unknown authority, or the chain is not sent whole':
    'сертификат неизвестного центра, или цепочка передана не целиком',
  'certificate chain is not sent whole': 'цепочка сертификатов передана не целиком',
  'certificate is of an authority that is not trusted': 'сертификат центра, которому нет доверия',
  'certificate is of another host name': 'сертификат выдан на другое имя',
  'certificate is not meant for servers': 'сертификат не для серверов',
  'the receiver does not speak TLS at this port': 'на этом порту нет TLS',
  'TLS 1.2 or newer is needed': 'нужен TLS 1.2 или новее',
  'the receiver wants a certificate of the caller': 'получатель требует сертификат от вызывающего',
  'the TLS handshake did not end in time': 'соединение TLS не установлено за отведённое время',
  'the connection broke': 'соединение оборвалось',
  'the receiver closed the connection': 'получатель закрыл соединение',
  'the receiver closed the connection before its answer was whole':
    'получатель закрыл соединение раньше, чем ответил целиком',
  'the answer has not the length that its headers name': 'длина ответа не та, что в его заголовках',
  'the answer is not HTTP/1.1': 'ответ не по HTTP/1.1',
  'no answer came in time': 'ответа за отведённое время нет',
  'the head of the answer did not end in time': 'заголовки ответа не пришли за отведённое время',
  'the body of the answer did not end in time': 'тело ответа не пришло за отведённое время',
};

/** In Russian, a code alone where it has no words, and nothing where there is none either. */
export function shownDetail(detail: string | null, language: Language): string | undefined {
  if (detail === null) return undefined;
  if (language === 'en') return detail;
  const [, text = '', code] = /^(.*?)(?: \(([A-Z][A-Z0-9_/]*)\))?$/.exec(detail) ?? [];
  const said = Object.hasOwn(russianDetails, text) ? russianDetails[text] : undefined;
  if (said === undefined) return code;
  return code === undefined ? said : `${said} (${code})`;
}
