import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useRefresh } from './webhook.ts';
import styles from './webhook-page.module.css';

const words = defineWords(
  {
    title: (name: string) => `Pause “${name}”?`,
    text: 'Nothing is sent until you turn it on again. Deliveries that wait already stay on hold and are sent then.',
    held: (count: number, more: boolean) =>
      `${more ? 'More than ' : ''}${countEn(count, 'delivery is', 'deliveries are')} on hold now.`,
    ask: 'What happens to new events meanwhile?',
    hold: 'Keep them on hold',
    holdHint: 'They are sent when you turn it on, oldest first.',
    drop: 'Drop them',
    dropHint: 'They are never sent to this address.',
    action: 'Pause',
  },
  {
    title: name => `Поставить «${name}» на паузу?`,
    text: 'Ничего не отправляется, пока вы не включите вебхук. Доставки, которые уже ждут, откладываются и уйдут тогда же.',
    held: (count, more) =>
      `Сейчас отложено: ${more ? 'более ' : ''}${countRu(count, 'доставка', 'доставки', 'доставок')}.`,
    ask: 'Что делать с новыми событиями?',
    hold: 'Откладывать',
    holdHint: 'Они уйдут, когда вы включите вебхук, начиная с самых старых.',
    drop: 'Отбрасывать',
    dropHint: 'На этот адрес они не уйдут никогда.',
    action: 'Поставить на паузу',
  },
);

const choices = ['hold', 'drop'] as const;

interface PauseDialogProps {
  readonly webhook: WebhookDetails;
  readonly isOpen: boolean;
  onClose(): void;
}

export function PauseDialog({ webhook, isOpen, onClose }: PauseDialogProps) {
  const say = useWords(words);
  const client = useClient();
  const refresh = useRefresh();
  const [events, setEvents] = useState<(typeof choices)[number]>('hold');
  const pausing = useMutation({
    mutationFn: () => client.pauseWebhook({ id: webhook.id, body: { events } }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const { heldCount, hasMoreHeld } = webhook.health;
  return (
    <Confirm
      title={say.title(webhook.name)}
      isOpen={isOpen}
      action={say.action}
      busy={pausing.isPending}
      onConfirm={() => pausing.mutate()}
      onClose={() => {
        pausing.reset();
        onClose();
      }}
    >
      <p>{say.text}</p>
      {heldCount > 0 && <p>{say.held(heldCount, hasMoreHeld)}</p>}
      <fieldset>
        <legend>{say.ask}</legend>
        {choices.map(choice => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name="events"
              checked={events === choice}
              onChange={() => setEvents(choice)}
            />
            <span>
              {say[choice]}
              <span className={styles.hint}>{say[`${choice}Hint`]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {pausing.isError && <ProblemNotice error={pausing.error} />}
    </Confirm>
  );
}
