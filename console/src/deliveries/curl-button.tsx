import type { Event } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { curlCommand, standardRequest } from './curl-command.ts';
import { useDeliveryRequest } from './deliveries.ts';
import styles from './delivery-drawer.module.css';

const words = defineWords(
  {
    curl: 'Copy as curl',
    own: 'The command posts what the webhook sends, as it is set up now. Put the values in where <…> stands, such as <webhook-signature>: they are not shown, and a receiver that verifies refuses the call without them.',
    standard:
      'What the webhook sends cannot be had now. So the command posts the event in the standard format, without a signature and without headers of your own: a receiver that verifies signatures refuses it.',
  },
  {
    curl: 'Скопировать как curl',
    own: 'Команда отправит то же, что вебхук с нынешними настройками. Вместо <…>, например <webhook-signature>, подставьте значения: они не показываются, а без них получатель, который проверяет подпись, отклонит вызов.',
    standard:
      'Что отправляет вебхук, сейчас узнать не удалось. Поэтому команда отправит событие в стандартном формате, без подписи и без ваших заголовков: получатель, который проверяет подпись, её отклонит.',
  },
);

interface CurlButtonProps {
  readonly url: string;
  /** Of the delivery. */
  readonly id: string;
  readonly event: Event;
}

/** For programmers: the delivery's call as a command. */
export function CurlButton({ url, id, event }: CurlButtonProps) {
  const say = useWords(words);
  const { data, isPending } = useDeliveryRequest(id, true);
  const request = data ?? standardRequest({ url, deliveryId: id, event });
  return (
    <div className={styles.curl}>
      {isPending ? (
        <Button kind="quiet" busy>
          {say.curl}
        </Button>
      ) : (
        <CopyButton text={curlCommand(request)} what={say.curl} label={say.curl} />
      )}
      <p className={styles.hint}>{data === undefined && !isPending ? say.standard : say.own}</p>
    </div>
  );
}
