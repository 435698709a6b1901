import { useMutation } from '@tanstack/react-query';
import { CodeBlock } from '../attempts/attempt-answer.tsx';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { useClient } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { diagnosticsText } from './diagnostics.ts';

const words = defineWords(
  {
    open: 'Copy diagnostics',
    title: 'Diagnostics',
    text: 'Ids, states and times for support. No secrets, and nothing of your events, is in it.',
    what: 'the diagnostics',
  },
  {
    open: 'Скопировать диагностику',
    title: 'Диагностика',
    text: 'Идентификаторы, состояния и время для поддержки. Секретов и содержимого событий здесь нет.',
    what: 'диагностика',
  },
);

const newest = 5;

/** What to send to support, shown before it is copied. */
export function DiagnosticsButton({ webhook: { id } }: { readonly webhook: { readonly id: string } }) {
  const say = useWords(words);
  const client = useClient();
  const mayNotRead = useWhyNot('deliveries:read');
  const reading = useMutation({
    mutationFn: async () => {
      const [webhook, deliveries] = await Promise.all([
        client.getWebhook.answer({ id }),
        mayNotRead === undefined ? client.listDeliveries.answer({ id, limit: newest }) : undefined,
      ]);
      return diagnosticsText({
        webhook: webhook.body,
        deliveries: deliveries?.body.items,
        requestIds: [webhook.requestId, deliveries?.requestId].filter(one => one !== undefined),
        at: new Date().toISOString(),
      });
    },
  });
  return (
    <>
      <Button kind="quiet" busy={reading.isPending} onClick={() => reading.mutate()}>
        {say.open}
      </Button>
      <Dialog title={say.title} isOpen={reading.isSuccess} onClose={() => reading.reset()}>
        <p>{say.text}</p>
        {reading.data !== undefined && (
          <>
            <CodeBlock label={say.title} text={reading.data} />
            <div>
              <CopyButton text={reading.data} what={say.what} />
            </div>
          </>
        )}
      </Dialog>
      {reading.isError && <ProblemNotice error={reading.error} />}
    </>
  );
}
