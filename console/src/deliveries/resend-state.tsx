import { useMutation } from '@tanstack/react-query';
import type { Resend, WebhookDetails } from '../../../client/api/client.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { absoluteTime } from '../language/time-text.ts';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Ago } from '../ui/ago.tsx';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { resendProgress } from './resend-progress.ts';
import styles from './resends.module.css';
import { isRunning, useResendsChanged } from './resends.ts';

const words = defineWords(
  {
    statuses: {
      running: 'Sending what was missed',
      completed: 'Done',
      cancelled: 'Cancelled',
      failed: 'Ended: the webhook was deleted',
    },
    progress: 'Progress',
    counting: 'Counting…',
    sent: (sent: number, total: number | null) =>
      total === null ? `${sent} sent` : `${sent} of ${total} sent`,
    skipped: (count: number) => `${count} skipped`,
    skippedHint: 'Skipped are those that had gone on, or whose event was not kept.',
    waits: {
      active: 'It waits until what is on hold has been sent. It goes on by itself.',
      failing: 'It waits: the receiver does not answer. It goes on by itself.',
      paused: 'It waits: the webhook is paused. It goes on when you enable it.',
      disabled: 'It waits: the webhook is switched off. It goes on when you enable it.',
    },
    window: (from: string, to: string) => `${from} – ${to}`,
    cancel: 'Cancel sending',
    nothing: 'Nothing was missed in this time.',
  },
  {
    statuses: {
      running: 'Досылается пропущенное',
      completed: 'Готово',
      cancelled: 'Отменено',
      failed: 'Прервано: вебхук удалён',
    },
    progress: 'Ход отправки',
    counting: 'Считаем…',
    sent: (sent, total) => (total === null ? `отправлено: ${sent}` : `отправлено: ${sent} из ${total}`),
    skipped: count => `пропущено: ${count}`,
    skippedHint: 'Пропускаются те, что уже ушли сами или чьё событие не сохранилось.',
    waits: {
      active: 'Ждёт, пока уйдёт отложенное, и продолжит сам.',
      failing: 'Ждёт: получатель не отвечает. Продолжит сам.',
      paused: 'Ждёт: вебхук на паузе. Продолжит, когда вы его включите.',
      disabled: 'Ждёт: вебхук выключен. Продолжит, когда вы его включите.',
    },
    window: (from, to) => `${from} – ${to}`,
    cancel: 'Отменить отправку',
    nothing: 'За это время ничего не пропущено.',
  },
);

interface ResendStateProps {
  readonly webhook: WebhookDetails;
  readonly resend: Resend;
}

/** How far a resend has come; a running one can be cancelled. */
export function ResendState({ webhook, resend }: ResendStateProps) {
  const say = useWords(words);
  const { language } = useLanguage();
  const client = useClient();
  const changed = useResendsChanged(webhook.id);
  const whyNot = useWhyNot('deliveries:resend');
  const cancel = useMutation({
    mutationFn: () => client.cancelResend({ id: webhook.id, resendId: resend.id }),
    onSettled: changed,
  });
  const { total, percent } = resendProgress(resend);
  const { sent, skipped, waitingSince, from, to } = resend;
  const isCounting = isRunning(resend) && total === null && sent === 0 && waitingSince === null;
  return (
    <div className={styles.resend}>
      <div className={styles.head}>
        <p>
          <strong>{say.statuses[resend.status]}</strong>{' '}
          <span className={styles.quiet}>
            <Ago at={resend.finishedAt ?? resend.createdAt} />
          </span>
        </p>
        {isRunning(resend) && (
          <Button busy={cancel.isPending} whyNot={whyNot} onClick={() => cancel.mutate()}>
            {say.cancel}
          </Button>
        )}
      </div>
      {isRunning(resend) && (
        <progress
          className={styles.bar}
          aria-label={say.progress}
          max={100}
          {...(percent !== null && { value: percent })}
        />
      )}
      <p role={isRunning(resend) ? 'status' : undefined}>
        {isCounting ? say.counting : say.sent(sent, total)}
        {skipped > 0 && `, ${say.skipped(skipped)}`}
      </p>
      {resend.status === 'completed' && sent + skipped === 0 && <p>{say.nothing}</p>}
      {skipped > 0 && <p className={styles.quiet}>{say.skippedHint}</p>}
      {isRunning(resend) && waitingSince !== null && (
        <p>
          {say.waits[webhook.status]}{' '}
          <span className={styles.quiet}>
            <Ago at={waitingSince} />
          </span>
        </p>
      )}
      <p className={styles.quiet}>{say.window(absoluteTime(language, from), absoluteTime(language, to))}</p>
      {cancel.isError && <ProblemNotice error={cancel.error} />}
    </div>
  );
}
