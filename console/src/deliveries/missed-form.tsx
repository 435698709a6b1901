import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { MissedWindow } from './missed-window.ts';
import styles from './resends.module.css';
import { useResendsChanged } from './resends.ts';
import { WindowFields } from './window-fields.tsx';

const words = defineWords(
  {
    which: 'Which deliveries',
    failed: 'Not delivered',
    held: 'On hold',
    heldHint: 'Those that stayed on hold after the webhook went on.',
    send: 'Send missed',
    noWindow: 'Say from when to when.',
    noStatus: 'Choose which deliveries.',
    willWait: {
      failing: 'The receiver does not answer now: sending begins when it is back.',
      paused: 'The webhook is paused: sending begins when you enable it.',
      disabled: 'The webhook is switched off: sending begins when you enable it.',
    },
  },
  {
    which: 'Какие доставки',
    failed: 'Не доставленные',
    held: 'Отложенные',
    heldHint: 'Те, что остались отложенными, когда вебхук снова заработал.',
    send: 'Дослать пропущенное',
    noWindow: 'Укажите, за какое время.',
    noStatus: 'Выберите, какие доставки.',
    willWait: {
      failing: 'Получатель сейчас не отвечает: отправка начнётся, когда он заработает.',
      paused: 'Вебхук на паузе: отправка начнётся, когда вы его включите.',
      disabled: 'Вебхук выключен: отправка начнётся, когда вы его включите.',
    },
  },
);

interface MissedFormProps {
  readonly webhook: WebhookDetails;
  readonly suggested: MissedWindow;
}

export function MissedForm({ webhook, suggested }: MissedFormProps) {
  const say = useWords(words);
  const client = useClient();
  const changed = useResendsChanged(webhook.id);
  const whyNot = useWhyNot('deliveries:resend');
  const [window, setWindow] = useState(suggested);
  const [isFailed, setFailed] = useState(true);
  const [isHeld, setHeld] = useState(true);
  const [isTried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () =>
      client.createResend({
        id: webhook.id,
        body: {
          ...window,
          statuses: [...(isFailed ? (['failed'] as const) : []), ...(isHeld ? (['held'] as const) : [])],
        },
      }),
    onSettled: changed,
  });
  const fault = faultOf(window, isFailed || isHeld);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (fault === undefined && whyNot === undefined && !create.isPending) create.mutate();
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.window}>
        <WindowFields window={window} onChange={change => setWindow({ ...window, ...change })} />
      </div>
      <fieldset>
        <legend>{say.which}</legend>
        <Checkbox label={say.failed} checked={isFailed} onChange={setFailed} />
        <Checkbox label={say.held} description={say.heldHint} checked={isHeld} onChange={setHeld} />
      </fieldset>
      {isTried && fault !== undefined && fault !== 'turned' && (
        <p className={styles.error} role="alert">
          {say[fault]}
        </p>
      )}
      {webhook.status !== 'active' && <Notice kind="warn">{say.willWait[webhook.status]}</Notice>}
      {create.isError && <ProblemNotice error={create.error} />}
      <div className={styles.foot}>
        <Button type="submit" kind="primary" busy={create.isPending} whyNot={whyNot}>
          {say.send}
        </Button>
      </div>
    </form>
  );
}

function faultOf(
  { from, to }: MissedWindow,
  hasStatus: boolean,
): 'noWindow' | 'noStatus' | 'turned' | undefined {
  if (from === '' || to === '') return 'noWindow';
  if (Date.parse(from) >= Date.parse(to)) return 'turned';
  return hasStatus ? undefined : 'noStatus';
}
