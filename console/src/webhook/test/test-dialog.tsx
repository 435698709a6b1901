import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { useClient } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/loaded.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import styles from '../webhook-page.module.css';
import { type TestChoice, TestChoiceField, useTestOptions } from './test-choice.tsx';
import { TestResult } from './test-result.tsx';

const words = defineWords(
  {
    title: (name: string) => `Send a test to “${name}”`,
    text: 'The receiver gets one real, signed call, now. It counts nowhere, and works also while the webhook is paused or switched off.',
    send: 'Send',
    again: 'Send again',
    gone: 'This event is not kept any more. Choose another one.',
  },
  {
    title: name => `Отправить тест в «${name}»`,
    text: 'Получателю сразу уйдёт один настоящий подписанный вызов. Он нигде не учитывается и работает, даже если вебхук на паузе или выключен.',
    send: 'Отправить',
    again: 'Отправить ещё раз',
    gone: 'Это событие больше не хранится. Выберите другое.',
  },
);

interface TestDialogProps {
  readonly webhook: WebhookDetails;
  readonly isOpen: boolean;
  onClose(): void;
}

export function TestDialog({ webhook, isOpen, onClose }: TestDialogProps) {
  const say = useWords(words);
  return (
    <Dialog title={say.title(webhook.name)} isOpen={isOpen} isDrawer onClose={onClose}>
      <p>{say.text}</p>
      {/* Only then: what it may send is asked for when somebody wants to. */}
      {isOpen && <TestForm webhook={webhook} />}
    </Dialog>
  );
}

function TestForm({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const client = useClient();
  const options = useTestOptions(webhook);
  const [picked, setPicked] = useState<TestChoice>();
  const chosen = picked ?? options[0]?.choice;
  const testing = useMutation({
    mutationFn: async (choice: TestChoice) => {
      if (choice.kind === 'example')
        return client.testWebhook({ id: webhook.id, body: { eventType: choice.eventType } });
      const { event } = await client.getDelivery({ id: choice.deliveryId });
      if (event === null) return undefined;
      return client.testWebhook({
        id: webhook.id,
        body: { event: { type: event.type, data: event.data } },
      });
    },
  });
  if (chosen === undefined) return <Skeleton lines={2} />;
  return (
    <form
      className={styles.dialog}
      onSubmit={event => {
        event.preventDefault();
        if (!testing.isPending) testing.mutate(chosen);
      }}
    >
      <TestChoiceField options={options} chosen={chosen} onChange={setPicked} />
      <div>
        <Button type="submit" kind="primary" busy={testing.isPending}>
          {testing.isIdle ? say.send : say.again}
        </Button>
      </div>
      {testing.isError && <ProblemNotice error={testing.error} />}
      {testing.isSuccess && testing.data === undefined && <Notice kind="bad" title={say.gone} />}
      {testing.data !== undefined && <TestResult url={webhook.url} result={testing.data} />}
    </form>
  );
}
