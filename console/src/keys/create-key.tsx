import { type FormEvent, useState } from 'react';
import type { CreatedKey } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineNounWords } from '../language/words.ts';
import { faultAt, isAllAt, useFaults } from '../problems/faults.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { KeyCompanies } from './key-companies.tsx';
import { companyIdsIn, expiryAfter, validDays } from './key-life.ts';
import { useCreateKey } from './keys.ts';
import styles from './keys-page.module.css';
import { type Role, roles, roleWords } from './role-words.ts';

const words = defineNounWords(
  ({ company: [company] }) => ({
    name: 'Name',
    nameHint: 'What will use it, for example “CI”.',
    nameNeeded: 'Give it a name, so that you know later what it is for.',
    companiesNeeded: `Choose at least one ${company}.`,
    role: 'Role',
    reveal: 'May see signing secrets',
    revealHint: 'Only for programs that check signatures.',
    valid: 'Valid for',
    forever: 'without end',
    days: (count: number) => countEn(count, 'day', 'days'),
    make: 'Make the key',
  }),
  ({ company: { nominative } }) => ({
    name: 'Название',
    nameHint: 'Что будет им пользоваться, например «CI».',
    nameNeeded: 'Назовите ключ, чтобы потом понимать, для чего он.',
    companiesNeeded: `Выберите ${nominative[1]}.`,
    role: 'Роль',
    reveal: 'Может видеть секреты подписи',
    revealHint: 'Только для программ, которые проверяют подписи.',
    valid: 'Срок действия',
    forever: 'без срока',
    days: count => countRu(count, 'день', 'дня', 'дней'),
    make: 'Создать ключ',
  }),
);

const pointers = ['/name', '/companies', '/role', '/expiresAt'];

export function CreateKey({ onMade }: { onMade(key: CreatedKey): void }) {
  const say = useWords(words);
  const sayRole = useWords(roleWords);
  const ids = useCompanyIds();
  const whyNoSecrets = useWhyNot('secrets:reveal');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState({ isEvery: false, ids: ids.length === 1 ? ids : [], further: '' });
  const [role, setRole] = useState<Role>('reader');
  const [revealSecrets, setRevealSecrets] = useState(false);
  const [days, setDays] = useState<number>(90);
  const [isTried, setTried] = useState(false);
  const creation = useCreateKey(onMade);
  const faults = useFaults(creation.error);
  const companies = chosen.isEvery ? ['*'] : [...new Set([...chosen.ids, ...companyIdsIn(chosen.further)])];

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || companies.length === 0) return;
    const expiresAt = expiryAfter(days, Date.now());
    creation.mutate({
      name: name.trim(),
      companies,
      role,
      revealSecrets,
      ...(expiresAt !== undefined && { expiresAt }),
    });
  }

  const nameError = isTried && name.trim() === '' ? say.nameNeeded : faultAt(faults, '/name');
  const companiesError =
    isTried && companies.length === 0 ? say.companiesNeeded : faultAt(faults, '/companies');
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <Field label={say.name} hint={say.nameHint} error={nameError}>
        {input => (
          <input
            {...input}
            value={name}
            autoComplete="off"
            onChange={event => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <KeyCompanies chosen={chosen} error={companiesError} onChange={setChosen} />
      <Field label={say.role} hint={sayRole.may[role]} error={faultAt(faults, '/role')}>
        {input => (
          <select
            {...input}
            value={role}
            onChange={event => setRole(roles.find(one => one === event.currentTarget.value) ?? role)}
          >
            {roles.map(one => (
              <option key={one} value={one}>
                {sayRole.names[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Checkbox
        label={say.reveal}
        description={whyNoSecrets ?? say.revealHint}
        checked={revealSecrets}
        isOff={whyNoSecrets !== undefined}
        onChange={setRevealSecrets}
      />
      <Field label={say.valid} error={faultAt(faults, '/expiresAt')}>
        {input => (
          <select {...input} value={days} onChange={event => setDays(Number(event.currentTarget.value))}>
            {validDays.map(count => (
              <option key={count} value={count}>
                {count === 0 ? say.forever : say.days(count)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {creation.isError && !isAllAt(faults, pointers) && (
        <ProblemNotice error={creation.error} fields={pointers} />
      )}
      <div>
        <Button type="submit" kind="primary" busy={creation.isPending}>
          {say.make}
        </Button>
      </div>
    </form>
  );
}
