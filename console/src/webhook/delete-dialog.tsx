import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useRefresh } from './webhook.ts';

const words = defineWords(
  {
    title: (name: string) => `Delete “${name}”?`,
    text: 'Nothing is sent any more, and it cannot be brought back. Deliveries of the past stay readable for as long as they are kept.',
    held: (count: number, more: boolean) =>
      `${more ? 'More than ' : ''}${countEn(count, 'delivery that waits is', 'deliveries that wait are')} not sent.`,
    none: 'What waits is not sent.',
    pause: 'Only for a while? Pause it instead.',
    action: 'Delete',
  },
  {
    title: name => `Удалить «${name}»?`,
    text: 'Больше ничего не отправляется, вернуть вебхук нельзя. Прошлые доставки можно читать, пока они хранятся.',
    held: (count, more) =>
      `Не уйдёт отложенное: ${more ? 'более ' : ''}${countRu(count, 'доставка', 'доставки', 'доставок')}.`,
    none: 'То, что ждёт отправки, не уйдёт.',
    pause: 'Только на время? Тогда лучше пауза.',
    action: 'Удалить',
  },
);

interface DeleteDialogProps {
  readonly webhook: WebhookDetails;
  readonly isOpen: boolean;
  onClose(): void;
}

export function DeleteDialog({ webhook, isOpen, onClose }: DeleteDialogProps) {
  const say = useWords(words);
  const client = useClient();
  const refresh = useRefresh();
  const [, go] = useLocation();
  const deleting = useMutation({
    mutationFn: () => client.deleteWebhook({ id: webhook.id }),
    onSuccess: () => {
      // First away from the page: it would ask for a webhook that is no longer there.
      go('/', { replace: true });
      void refresh();
    },
  });
  const { heldCount, hasMoreHeld } = webhook.health;
  return (
    <Confirm
      title={say.title(webhook.name)}
      isOpen={isOpen}
      action={say.action}
      isDanger
      busy={deleting.isPending}
      onConfirm={() => deleting.mutate()}
      onClose={() => {
        deleting.reset();
        onClose();
      }}
    >
      <p>{say.text}</p>
      <p>{heldCount > 0 ? say.held(heldCount, hasMoreHeld) : say.none}</p>
      <p>{say.pause}</p>
      {deleting.isError && <ProblemNotice error={deleting.error} />}
    </Confirm>
  );
}
