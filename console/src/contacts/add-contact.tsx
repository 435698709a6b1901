import { type FormEvent, useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { faultAt, isAllAt, useFaults } from '../problems/faults.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from '../ui/rows.module.css';
import { ContactProblem } from './contact-problem.tsx';
import { useAddContact } from './contacts.ts';

const words = defineWords(
  {
    email: 'E-mail address',
    hint: 'It gets a mail with a link to confirm first, and no notices before that.',
    needed: 'Enter an e-mail address in plain letters, such as ops@example.com.',
    add: 'Add',
    sent: (email: string) => `A mail with a link is on its way to ${email}.`,
    already: (email: string) => `${email} gets notices already.`,
  },
  {
    email: 'Адрес электронной почты',
    hint: 'Сначала туда придёт письмо со ссылкой для подтверждения; до него уведомлений не будет.',
    needed: 'Введите адрес почты латиницей, например ops@example.com.',
    add: 'Добавить',
    sent: email => `Письмо со ссылкой отправлено на ${email}.`,
    already: email => `${email} уже получает уведомления.`,
  },
);

export function AddContact({ companyId }: { readonly companyId: string }) {
  const say = useWords(words);
  const whyNot = useWhyNot('webhooks:write');
  const [email, setEmail] = useState('');
  const [isTried, setTried] = useState(false);
  const adding = useAddContact(companyId, () => {
    setEmail('');
    setTried(false);
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (whyNot !== undefined) return;
    setTried(true);
    if (email.trim() !== '') adding.mutate(email.trim());
  }

  const faults = useFaults(adding.error);
  const error = isTried && email.trim() === '' ? say.needed : faultAt(faults, '/email');
  return (
    <>
      <form onSubmit={submit} className={styles.form} noValidate>
        <Field label={say.email} hint={say.hint} error={error}>
          {input => (
            <input
              {...input}
              type="email"
              autoComplete="off"
              value={email}
              onChange={event => setEmail(event.currentTarget.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" kind="primary" busy={adding.isPending} whyNot={whyNot}>
            {say.add}
          </Button>
        </div>
      </form>
      {adding.isError && !isAllAt(faults, ['/email']) && <ContactProblem error={adding.error} />}
      {adding.data !== undefined && (
        <Notice kind="good">
          <p>
            {adding.data.status === 'confirmed'
              ? say.already(adding.data.email)
              : say.sent(adding.data.email)}
          </p>
        </Notice>
      )}
    </>
  );
}
