import { useState } from 'react';
import type { Contact } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from '../ui/rows.module.css';
import { ContactProblem } from './contact-problem.tsx';
import { useAddContact, useDeleteContact } from './contacts.ts';

const words = defineWords(
  {
    states: { unconfirmed: 'Not confirmed yet', confirmed: 'Gets notices', unsubscribed: 'Unsubscribed' },
    means: {
      unconfirmed: 'The link in the mail was not followed yet. It works for two days.',
      unsubscribed: 'Its owner wants no notices. Only they can change that, by a new mail.',
    },
    since: { unconfirmed: 'Entered', confirmed: 'Confirmed', unsubscribed: 'Entered' },
    again: 'Send the mail again',
    againTo: (email: string) => `Send the mail again to ${email}`,
    remove: 'Delete',
    removeThis: (email: string) => `Delete ${email}`,
    title: (email: string) => `Delete ${email}?`,
    what: 'It gets no more notices, and nothing of it is kept.',
  },
  {
    states: { unconfirmed: 'Не подтверждён', confirmed: 'Получает уведомления', unsubscribed: 'Отписался' },
    means: {
      unconfirmed: 'По ссылке из письма ещё не перешли. Она действует двое суток.',
      unsubscribed: 'Владелец адреса отказался от уведомлений. Вернуть их может только он, по новому письму.',
    },
    since: { unconfirmed: 'Добавлен', confirmed: 'Подтверждён', unsubscribed: 'Добавлен' },
    again: 'Отправить письмо ещё раз',
    againTo: email => `Отправить письмо ещё раз на ${email}`,
    remove: 'Удалить',
    removeThis: email => `Удалить ${email}`,
    title: email => `Удалить ${email}?`,
    what: 'Уведомления туда больше не придут, сам адрес не сохранится.',
  },
);

const tones = { unconfirmed: 'warn', confirmed: 'good', unsubscribed: 'plain' } as const;

export function ContactRow({ contact }: { readonly contact: Contact }) {
  const say = useWords(words);
  const whyNot = useWhyNot('webhooks:write');
  const [isLeaving, setLeaving] = useState(false);
  const deletion = useDeleteContact(contact, () => setLeaving(false));
  const asking = useAddContact(contact.companyId, () => undefined);
  const { email, status } = contact;
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <p className={styles.head}>
          {email} <Badge tone={tones[status]}>{say.states[status]}</Badge>
        </p>
        {status !== 'confirmed' && <p className={styles.soft}>{say.means[status]}</p>}
        <p className={styles.soft}>
          {say.since[status]} <Ago at={contact.confirmedAt ?? contact.createdAt} />
        </p>
        {asking.isError && <ContactProblem error={asking.error} />}
      </div>
      <div className={styles.head}>
        {status !== 'confirmed' && (
          <Button
            whyNot={whyNot}
            busy={asking.isPending}
            aria-label={say.againTo(email)}
            onClick={() => asking.mutate(email)}
          >
            {say.again}
          </Button>
        )}
        <Button
          kind="danger"
          whyNot={whyNot}
          aria-label={say.removeThis(email)}
          onClick={() => setLeaving(true)}
        >
          {say.remove}
        </Button>
      </div>
      <Confirm
        isOpen={isLeaving}
        isDanger
        title={say.title(email)}
        action={say.remove}
        busy={deletion.isPending}
        onConfirm={() => deletion.mutate()}
        onClose={() => setLeaving(false)}
      >
        <p>{say.what}</p>
        {deletion.isError && <ProblemNotice error={deletion.error} />}
      </Confirm>
    </li>
  );
}
