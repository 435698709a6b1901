import { defineWords } from '../language/words.ts';

/** What each condition means, and what to do. */
export const conditionWords = defineWords(
  {
    noAccess: (companies: string) => `No access to ${companies}`,
    noAccessText:
      'It has taken its permission back: its events do not come any more. Ask it for the permission, or take it out of the webhook.',
    failing: 'The receiver does not answer',
    failingText:
      'Nothing is lost: new events are put on hold. The receiver is checked again and again; once it answers, everything on hold is sent, oldest first.',
    stopped: 'Stopped after 5 failed attempts',
    stoppedHeld:
      'Events are still put on hold, so nothing is lost until the hold period ends. Mend the receiver, then turn the webhook on.',
    stoppedChecked:
      'Events are still put on hold. The receiver is checked now and then: once it answers, the webhook goes on by itself. Or turn it on when it is mended.',
    stoppedOver:
      'The hold period is over: new events are not kept any more. Mend the receiver, then turn the webhook on.',
    gone: 'The address no longer exists',
    goneText:
      'The receiver said so itself (410 Gone). Enter its new address in the settings, then turn the webhook on.',
    paused: 'Paused',
    pausedText: 'Nothing is sent until somebody turns it on.',
    pending: 'Starting',
    pendingText: 'Events come as soon as the change has taken effect: usually within a minute.',
    releasing: 'What was on hold is being sent',
    releasingText: 'The receiver answers again. Oldest first, slowly at the beginning.',
    slow: 'The receiver answers slowly',
    slowText:
      'It gets its calls by a lane of its own, where they may come later. Have it answer at once and work afterwards.',
    certificateExpires: (when: string) => `The receiver’s certificate expires ${when}`,
    certificateExpired: (when: string) => `The receiver’s certificate expired ${when}`,
    certificateText: 'Have it renewed: without a valid certificate no call goes through.',
  },
  {
    noAccess: companies => `Нет доступа к ${companies}`,
    noAccessText:
      'Разрешение отозвано, эти события больше не приходят. Попросите вернуть разрешение или уберите эти события из вебхука.',
    failing: 'Получатель не отвечает',
    failingText:
      'Ничего не потеряно: новые события откладываются. Связь проверяется снова и снова; как только получатель ответит, всё отложенное уйдёт, начиная с самого старого.',
    stopped: 'Деактивирован после 5 неудачных попыток',
    stoppedHeld:
      'События пока откладываются: до конца срока хранения ничего не пропадёт. Почините получателя и включите вебхук.',
    stoppedChecked:
      'События пока откладываются. Связь время от времени проверяется: когда получатель ответит, вебхук включится сам. Или включите его, когда получатель заработает.',
    stoppedOver:
      'Срок хранения истёк: новые события больше не сохраняются. Почините получателя и включите вебхук.',
    gone: 'Адрес больше не существует',
    goneText: 'Так ответил сам получатель (410 Gone). Укажите новый адрес в настройках и включите вебхук.',
    paused: 'На паузе',
    pausedText: 'Ничего не отправляется, пока вебхук не включат.',
    pending: 'Запускается',
    pendingText: 'События пойдут, как только изменение вступит в силу: обычно в течение минуты.',
    releasing: 'Отложенное отправляется',
    releasingText: 'Получатель снова отвечает. Сначала самое старое, поначалу медленно.',
    slow: 'Получатель отвечает медленно',
    slowText:
      'Вызовы идут к нему отдельной очередью и могут приходить позже. Пусть он отвечает сразу, а работает потом.',
    certificateExpires: when => `Сертификат получателя истекает ${when}`,
    certificateExpired: when => `Сертификат получателя истёк ${when}`,
    certificateText: 'Обновите его: без действующего сертификата вызовы не проходят.',
  },
);
