import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeliveryWithEvent, WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { CurlButton } from './curl-button.tsx';
import { useDeliveriesChanged } from './deliveries.ts';
import styles from './delivery-drawer.module.css';
import { resendRefusal } from './resend-refusal.ts';

const words = defineWords(
  {
    again: 'Send again',
    asNew: 'As a new delivery',
    asNewHint: 'For a receiver that drops a webhook-id which it has had already.',
    sent: 'It is sent again: a new run of up to five attempts has begun.',
    sentNew: 'It is sent again as a delivery of its own.',
    open: 'Open the new delivery',
    refusals: {
      pending: 'It is on its way already.',
      paused: 'The webhook is paused. Enable it first.',
      disabled: 'The webhook is switched off. Enable it first.',
      held: 'It is sent by itself as soon as the receiver is back.',
      gone: 'The event was not kept, so there is nothing to send.',
    },
  },
  {
    again: 'Отправить повторно',
    asNew: 'Как новую доставку',
    asNewHint: 'Для получателя, который отбрасывает уже знакомый webhook-id.',
    sent: 'Отправляется повторно: начался новый запуск, до пяти попыток.',
    sentNew: 'Отправляется повторно как отдельная доставка.',
    open: 'Открыть новую доставку',
    refusals: {
      pending: 'Доставка уже отправляется.',
      paused: 'Вебхук на паузе. Сначала включите его.',
      disabled: 'Вебхук выключен. Сначала включите его.',
      held: 'Отправится сама, как только получатель снова заработает.',
      gone: 'Событие не сохранилось, отправлять нечего.',
    },
  },
);

interface SendAgainProps {
  readonly webhook: WebhookDetails;
  readonly delivery: DeliveryWithEvent;
  onOpen(id: string): void;
}

export function SendAgain({ webhook, delivery, onOpen }: SendAgainProps) {
  const say = useWords(words);
  const client = useClient();
  const changed = useDeliveriesChanged();
  const whyNotRole = useWhyNot('deliveries:resend');
  const [isNew, setNew] = useState(false);
  const refusal = resendRefusal(webhook, delivery);
  const send = useMutation({
    mutationFn: () => client.resendDelivery({ id: delivery.id, body: { newId: isNew } }),
    onSettled: changed,
  });
  return (
    <>
      <div className={styles.actions}>
        <Button
          kind="primary"
          busy={send.isPending}
          whyNot={whyNotRole ?? (refusal === undefined ? undefined : say.refusals[refusal])}
          onClick={() => send.mutate()}
        >
          {say.again}
        </Button>
      </div>
      {whyNotRole === undefined && (
        <Checkbox label={say.asNew} description={say.asNewHint} checked={isNew} onChange={setNew} />
      )}
      {delivery.event !== null && <CurlButton deliveryId={delivery.id} />}
      {send.isError && <ProblemNotice error={send.error} />}
      {send.isSuccess && (
        <Notice kind="good">
          <p>{send.data.id === delivery.id ? say.sent : say.sentNew}</p>
          {send.data.id !== delivery.id && <Button onClick={() => onOpen(send.data.id)}>{say.open}</Button>}
        </Notice>
      )}
    </>
  );
}
