import { useMutation } from '@tanstack/react-query';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { AttemptAnswer } from '../attempts/attempt-answer.tsx';
import { attemptInProblem } from '../attempts/attempt-in-problem.ts';
import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineWords } from '../language/words.ts';
import { useClient } from '../session/session.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useRefresh } from './webhook.ts';

const words = defineWords(
  {
    title: (name: string) => `Turn “${name}” on?`,
    check:
      'The receiver gets one signed health check first. Only if it answers well, the webhook is turned on.',
    held: (count: number, more: boolean) =>
      `Then ${more ? 'more than ' : ''}${countEn(count, 'delivery', 'deliveries')} on hold ${count === 1 && !more ? 'is' : 'are'} sent, oldest first.`,
    none: 'Nothing is on hold.',
    still: 'The webhook stays as it was.',
    action: 'Check and turn on',
    again: 'Check again',
  },
  {
    title: name => `Включить «${name}»?`,
    check:
      'Сначала получателю уходит подписанная проверка связи. Вебхук включится, только если ответ хороший.',
    held: (count, more) =>
      `Затем уйдёт отложенное, начиная с самого старого: ${more ? 'более ' : ''}${countRu(count, 'доставка', 'доставки', 'доставок')}.`,
    none: 'Отложенных доставок нет.',
    still: 'Состояние вебхука не изменилось.',
    action: 'Проверить и включить',
    again: 'Проверить ещё раз',
  },
);

interface EnableDialogProps {
  readonly webhook: WebhookDetails;
  readonly isOpen: boolean;
  onClose(): void;
}

export function EnableDialog({ webhook, isOpen, onClose }: EnableDialogProps) {
  const say = useWords(words);
  const client = useClient();
  const refresh = useRefresh();
  const enabling = useMutation({
    mutationFn: () => client.enableWebhook({ id: webhook.id }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const attempt = attemptInProblem(enabling.error);
  const { heldCount, hasMoreHeld } = webhook.health;
  return (
    <Confirm
      title={say.title(webhook.name)}
      isOpen={isOpen}
      action={attempt === undefined ? say.action : say.again}
      busy={enabling.isPending}
      onConfirm={() => enabling.mutate()}
      onClose={() => {
        enabling.reset();
        onClose();
      }}
    >
      <p>{say.check}</p>
      <p>{heldCount > 0 ? say.held(heldCount, hasMoreHeld) : say.none}</p>
      {attempt !== undefined && (
        <>
          <AttemptAnswer url={webhook.url} attempt={attempt} />
          <p>{say.still}</p>
        </>
      )}
      {enabling.isError && attempt === undefined && <ProblemNotice error={enabling.error} />}
    </Confirm>
  );
}
