import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { curlCommand } from './curl-command.ts';
import { useDeliveryRequest } from './deliveries.ts';
import styles from './delivery-drawer.module.css';

const words = defineWords(
  {
    curl: 'Copy as curl',
    hint: 'The command posts what the webhook sends, as it is set up now. Put the values in where <…> stands, such as <webhook-signature>: they are not shown, and a receiver that verifies refuses the call without them.',
    unknown: 'What the webhook sends cannot be had now. Try again in a moment.',
  },
  {
    curl: 'Скопировать как curl',
    hint: 'Команда отправит то же, что вебхук с нынешними настройками. Вместо <…>, например <webhook-signature>, подставьте значения: они не показываются, а без них получатель, который проверяет подпись, отклонит вызов.',
    unknown: 'Сейчас не удалось узнать, что отправляет вебхук. Попробуйте через минуту.',
  },
);

/** For programmers: the call of a delivery as a command. */
export function CurlButton({ deliveryId }: { readonly deliveryId: string }) {
  const say = useWords(words);
  const { data, isError, isFetching, refetch } = useDeliveryRequest(deliveryId);
  return (
    <div className={styles.curl}>
      {data === undefined ? (
        <Button kind="quiet" busy={isFetching} onClick={() => void refetch()}>
          {say.curl}
        </Button>
      ) : (
        <CopyButton text={curlCommand(data)} what={say.curl} label={say.curl} />
      )}
      <p className={styles.hint}>{isError ? say.unknown : say.hint}</p>
    </div>
  );
}
