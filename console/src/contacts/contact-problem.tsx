import { FinehookError } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = defineWords(
  {
    'mail-off': 'This service sends no mail. Ask whoever runs it to set an address that mails come from.',
    'mail-refused': 'The mail service does not take this address. Is it spelt right?',
    'too-many-contacts':
      'There are 20 addresses already, and no more are possible. Delete one, or enter a mailing list.',
    'too-many-mails': 'Ten confirmation mails were sent today, and no more are. Try again tomorrow.',
  },
  {
    'mail-off': 'Сервис не отправляет писем. Попросите того, кто им управляет, задать адрес отправителя.',
    'mail-refused': 'Почтовая служба не принимает этот адрес. Проверьте, нет ли опечатки.',
    'too-many-contacts': 'Адресов уже 20, больше нельзя. Удалите один или укажите адрес рассылки.',
    'too-many-mails': 'Сегодня отправлено уже десять писем для подтверждения. Попробуйте завтра.',
  },
);

const isKnown = (code: string): code is keyof typeof words.en => Object.hasOwn(words.en, code);

/** Why no confirmation was sent, in words of the console where it knows the reason. */
export function ContactProblem({ error }: { readonly error: Error }) {
  const say = useWords(words);
  if (error instanceof FinehookError && isKnown(error.code)) {
    return (
      <Notice kind="bad">
        <p>{say[error.code]}</p>
      </Notice>
    );
  }
  return <ProblemNotice error={error} />;
}
