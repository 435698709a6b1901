import { type FormEvent, useState } from 'react';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { RecentEvents } from './recent-events.tsx';
import styles from './why.module.css';
import { WhyAnswer } from './why-answer.tsx';

const words = defineWords(
  {
    title: 'Why did I not get it?',
    lead: 'Choose what happened, and see what became of it here: whether it was sent, and if not, which condition it did not meet.',
    id: 'Event ID',
    idHint: 'Publishing an event answers with it, and a delivery names it.',
    needed: 'Enter the id of an event, or choose one below.',
    ask: 'Find out',
    another: 'Another event',
  },
  {
    title: 'Почему не сработал?',
    lead: 'Выберите, что произошло, и узнайте, что с этим стало здесь: отправлено ли оно, а если нет, какое условие не выполнилось.',
    id: 'ID события',
    idHint: 'Он приходит в ответ на публикацию события и указан в доставке.',
    needed: 'Введите ID события или выберите событие ниже.',
    ask: 'Узнать',
    another: 'Другое событие',
  },
);

interface WhyDialogProps {
  readonly webhook: WebhookDetails;
  /** Null: closed. Empty: nothing is chosen yet. */
  readonly eventId: string | null;
  onAsk(eventId: string): void;
  onClose(): void;
}

export function WhyDialog({ webhook, eventId, onAsk, onClose }: WhyDialogProps) {
  const say = useWords(words);
  return (
    <Dialog title={say.title} isOpen={eventId !== null} onClose={onClose}>
      {eventId === '' && <WhyForm webhook={webhook} onAsk={onAsk} />}
      {eventId !== null && eventId !== '' && (
        <>
          <WhyAnswer key={eventId} webhook={webhook} eventId={eventId} />
          <div>
            <Button onClick={() => onAsk('')}>{say.another}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function WhyForm({ webhook, onAsk }: Pick<WhyDialogProps, 'webhook' | 'onAsk'>) {
  const say = useWords(words);
  const [id, setId] = useState('');
  const [isTried, setTried] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (id.trim() !== '') onAsk(id.trim());
  }

  return (
    <>
      <p>{say.lead}</p>
      <RecentEvents webhook={webhook} onChoose={onAsk} />
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field label={say.id} hint={say.idHint} error={isTried && id.trim() === '' ? say.needed : undefined}>
          {input => (
            <input
              {...input}
              maxLength={256}
              spellCheck={false}
              autoComplete="off"
              value={id}
              onChange={event => setId(event.currentTarget.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit">{say.ask}</Button>
        </div>
      </form>
    </>
  );
}
