import type { WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { faultAt } from '../../problems/faults.ts';
import { Field } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import styles from './settings.module.css';
import type { AuthEntry } from './settings-form.ts';
import type { FieldsProps } from './setup-fields.tsx';

const words = defineWords(
  {
    title: 'Sign-in at the receiver',
    lead: 'For receivers that ask who calls. What you enter is written and never shown again.',
    kind: 'How calls sign in',
    keepNone: 'Not at all',
    keep: { basic: 'User name and password, as they are', bearer: 'Token, as it is' },
    none: 'Not at all any more',
    basic: 'User name and password (Basic)',
    bearer: 'Token (Bearer)',
    username: 'User name',
    password: 'Password',
    token: 'Token',
  },
  {
    title: 'Вход на стороне получателя',
    lead: 'Для получателей, которые спрашивают, кто вызывает. Введённое записывается и больше не показывается.',
    kind: 'Как входить',
    keepNone: 'Без входа',
    keep: { basic: 'Имя и пароль, как сейчас', bearer: 'Токен, как сейчас' },
    none: 'Больше без входа',
    basic: 'Имя и пароль (Basic)',
    bearer: 'Токен (Bearer)',
    username: 'Имя пользователя',
    password: 'Пароль',
    token: 'Токен',
  },
);

export function AuthFields({
  authType,
  form,
  faults,
  onChange,
}: FieldsProps & Pick<WebhookDetails, 'authType'>) {
  const say = useWords(words);
  const { auth } = form;
  const change = (changed: Partial<AuthEntry>) => onChange({ auth: { ...auth, ...changed } });
  const kinds: readonly AuthEntry['kind'][] =
    authType === null ? ['keep', 'basic', 'bearer'] : ['keep', 'none', 'basic', 'bearer'];
  const nameOf = (kind: AuthEntry['kind']) => {
    if (kind !== 'keep') return say[kind];
    return authType === null ? say.keepNone : say.keep[authType];
  };
  const text = (member: 'username' | 'password' | 'token') => (
    <Field label={say[member]} error={faultAt(faults, `/auth/${member}`)}>
      {input => (
        <input
          {...input}
          type={member === 'username' ? 'text' : 'password'}
          // Not the password of whoever is here.
          autoComplete={member === 'username' ? 'off' : 'new-password'}
          value={auth[member]}
          onChange={event => change({ [member]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <Card title={say.title}>
      <p className={styles.lead}>{say.lead}</p>
      <Field
        label={say.kind}
        error={faultAt(
          faults.filter(({ pointer }) => pointer === '/auth'),
          '/auth',
        )}
      >
        {input => (
          <select
            {...input}
            value={auth.kind}
            onChange={event => {
              const kind = kinds.find(one => one === event.currentTarget.value);
              if (kind !== undefined) change({ kind });
            }}
          >
            {kinds.map(kind => (
              <option key={kind} value={kind}>
                {nameOf(kind)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {auth.kind === 'basic' && (
        <div className={styles.pair}>
          {text('username')}
          {text('password')}
        </div>
      )}
      {auth.kind === 'bearer' && text('token')}
    </Card>
  );
}
