import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { faultAt, isAllAt, useFaults } from '../../problems/faults.ts';
import { useClient } from '../../session/session.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { useRefresh } from '../webhook.ts';
import { NewSecret } from './new-secret.tsx';
import { isOverlap, mostOverlapHours, usualOverlapHours } from './overlap.ts';

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
  const isWrong = !isOverlap(hours);
  return (
    <Confirm
      title={say.title(webhook.name)}
      isOpen={isOpen}
      action={say.action}
      busy={rotating.isPending}
      isDone={rotating.data !== undefined}
      onConfirm={() => {
        if (!isWrong) rotating.mutate();
      }}
      onClose={close}
    >
      {rotating.data === undefined ? (
        <>
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
        </>
      ) : (
        <NewSecret {...rotating.data} />
      )}
    </Confirm>
  );
}
