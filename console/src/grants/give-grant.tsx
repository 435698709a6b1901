import { type FormEvent, useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { faultAt, isAllAt, useFaults } from '../problems/faults.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from '../ui/rows.module.css';
import { useGiveGrant } from './grants.ts';

const words = defineNounWords(
  ({ company: [company] }) => ({
    what: (name: string) =>
      `The webhooks of that ${company} may then listen to every event of ${name}. It works within seconds, and you can take it back at any time.`,
    to: `Id of the other ${company}`,
    toHint: 'Ask them for it: it stands in the links and the API of the product, for example “acme-7”.',
    needed: `Enter the id of the other ${company}.`,
    same: `Every ${company} listens to its own events without a grant.`,
    give: 'Grant',
  }),
  ({ company: { nominative, genitive } }) => ({
    what: name =>
      `Вебхуки ${genitive[0]}, чей id вы укажете, смогут получать все события ${genitive[0]} «${name}». Разрешение действует через несколько секунд, отозвать его можно в любой момент.`,
    to: `Кому разрешить: id ${genitive[0]}`,
    toHint: 'Спросите у тех, кому даёте разрешение: id есть в ссылках и API продукта, например «acme-7».',
    needed: `Введите id ${genitive[0]}.`,
    same: `Свои события ${nominative[0]} получает и без разрешения.`,
    give: 'Разрешить',
  }),
);

const pointers = ['/toCompanyId'];

interface GiveGrantProps {
  readonly companyId: string;
  readonly companyName: string;
  onDone(): void;
}

export function GiveGrant({ companyId, companyName, onDone }: GiveGrantProps) {
  const say = useWords(words);
  const [to, setTo] = useState('');
  const [isTried, setTried] = useState(false);
  const giving = useGiveGrant(companyId, onDone);
  const faults = useFaults(giving.error);
  const fault = to.trim() === '' ? say.needed : to.trim() === companyId ? say.same : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (fault === undefined) giving.mutate(to.trim());
  }

  const error = isTried && fault !== undefined ? fault : faultAt(faults, '/toCompanyId');
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <p>{say.what(companyName)}</p>
      <Field label={say.to} hint={say.toHint} error={error}>
        {input => (
          <input
            {...input}
            value={to}
            autoComplete="off"
            spellCheck={false}
            onChange={event => setTo(event.currentTarget.value)}
          />
        )}
      </Field>
      {giving.isError && !isAllAt(faults, pointers) && (
        <ProblemNotice error={giving.error} fields={pointers} />
      )}
      <div>
        <Button type="submit" kind="primary" busy={giving.isPending}>
          {say.give}
        </Button>
      </div>
    </form>
  );
}
