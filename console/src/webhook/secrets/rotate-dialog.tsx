import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { faultAt, isAllAt, useFaults } from '../../problems/faults.ts';
import { useClient } from '../../session/session.tsx';
import { Ago } from '../../ui/ago.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm, Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useRefresh } from '../webhook.ts';
import { isOverlap, mostOverlapHours, usualOverlapHours } from './overlap.ts';
import styles from './secrets.module.css';

const words = defineWords(
  {
    title: (name: string) => `Change the secret of “${name}”`,
    text: 'The new secret signs at once. The old one signs beside it until it expires, so that the receiver misses nothing while it gets the new one.',
    hours: 'Hours that the old secret stays valid',
    hoursHint: `0–${mostOverlapHours}. With 0 it ends at once: for a secret that has leaked.`,
    hoursWrong: `Enter a whole number from 0 to ${mostOverlapHours}.`,
    own: 'A secret of your own (optional)',
    ownHint: 'Begins with “whsec_”. Leave it empty to have one made.',
    action: 'Change the secret',
    done: 'The new secret signs from now on',
    give: 'Copy it now and give it to the receiver.',
    old: 'Old secrets expire',
    what: 'the new secret',
  },
  {
    title: name => `Сменить секрет вебхука «${name}»`,
    text: 'Новый секрет подписывает сразу. Прежний подписывает вместе с ним, пока не истечёт, чтобы получатель ничего не пропустил, пока переходит на новый.',
    hours: 'Сколько часов действует прежний секрет',
    hoursHint: `От 0 до ${mostOverlapHours}. С 0 он перестаёт действовать сразу: если секрет утёк.`,
    hoursWrong: `Введите целое число от 0 до ${mostOverlapHours}.`,
    own: 'Свой секрет (необязательно)',
    ownHint: 'Начинается с «whsec_». Оставьте пустым, чтобы секрет создался сам.',
    action: 'Сменить секрет',
    done: 'Теперь подписывает новый секрет',
    give: 'Скопируйте его и передайте получателю.',
    old: 'Прежние секреты истекают',
    what: 'новый секрет',
  },
);

const pointers = ['/overlapHours', '/secret'];

interface RotateDialogProps {
  readonly webhook: { readonly id: string; readonly name: string };
  readonly isOpen: boolean;
  onClose(): void;
}

export function RotateDialog({ webhook, isOpen, onClose }: RotateDialogProps) {
  const say = useWords(words);
  const client = useClient();
  const refresh = useRefresh();
  const [hours, setHours] = useState(String(usualOverlapHours));
  const [own, setOwn] = useState('');
  const rotating = useMutation({
    gcTime: 0,
    mutationFn: () => {
      const secret = own.trim();
      const body = { overlapHours: Number(hours), ...(secret !== '' && { secret }) };
      return client.rotateSecret({ id: webhook.id, body });
    },
    onSuccess: refresh,
  });
  const faults = useFaults(rotating.error);
  const close = () => {
    rotating.reset();
    setOwn('');
    onClose();
  };
  const title = say.title(webhook.name);
  if (rotating.data !== undefined) {
    const { secret, oldSecretsExpireAt } = rotating.data;
    return (
      <Dialog title={title} isOpen={isOpen} onClose={close}>
        <Notice kind="good" title={say.done}>
          <p>{say.give}</p>
          <p className={styles.secret}>
            <code>{secret}</code>
            <CopyButton text={secret} what={say.what} />
          </p>
          <p>
            {say.old} <Ago at={oldSecretsExpireAt} />.
          </p>
        </Notice>
      </Dialog>
    );
  }
  const isWrong = !isOverlap(hours);
  return (
    <Confirm
      title={title}
      isOpen={isOpen}
      action={say.action}
      busy={rotating.isPending}
      onConfirm={() => {
        if (!isWrong) rotating.mutate();
      }}
      onClose={close}
    >
      <p>{say.text}</p>
      <Field
        label={say.hours}
        hint={say.hoursHint}
        error={isWrong ? say.hoursWrong : faultAt(faults, '/overlapHours')}
      >
        {input => (
          <input
            {...input}
            inputMode="numeric"
            autoComplete="off"
            value={hours}
            onChange={event => setHours(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={say.own} hint={say.ownHint} error={faultAt(faults, '/secret')}>
        {input => (
          <input
            {...input}
            autoComplete="off"
            spellCheck={false}
            value={own}
            onChange={event => setOwn(event.currentTarget.value)}
          />
        )}
      </Field>
      {rotating.isError && !isAllAt(faults, pointers) && (
        <ProblemNotice error={rotating.error} fields={pointers} />
      )}
    </Confirm>
  );
}
