import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { useWhyNot } from '../../session/may.ts';
import { useClient } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { SecretList } from './secret-list.tsx';
import styles from './secrets.module.css';
import VerifySamples from './verify-samples.tsx';

const words = defineWords(
  {
    title: 'Signing secret',
    lead: 'Each call is signed with it, so that the receiver can tell that it comes from here. Whoever knows it can forge calls: show it to nobody else.',
    reveal: 'Show',
    hide: 'Hide',
    rotate: 'Change the secret',
    hidden: 'Hidden',
  },
  {
    title: 'Секрет подписи',
    lead: 'Им подписан каждый вызов, чтобы получатель видел, что вызов отсюда. Кто знает секрет, может подделать вызов: не показывайте его посторонним.',
    reveal: 'Показать',
    hide: 'Скрыть',
    rotate: 'Сменить секрет',
    hidden: 'Скрыт',
  },
);

export function SecretsTab({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const client = useClient();
  const mayNotReveal = useWhyNot('secrets:reveal');
  const mayNotChange = useWhyNot('webhooks:write');
  const [isRotating, setRotating] = useState(false);
  // Only when somebody asks, and not kept with what was read: a secret is nowhere after one has hidden it.
  const revealing = useMutation({ mutationFn: () => client.revealSecrets({ id: webhook.id }), gcTime: 0 });
  return (
    <div className={styles.secrets}>
      <Card
        title={say.title}
        actions={
          <>
            {revealing.data === undefined ? (
              <Button whyNot={mayNotReveal} busy={revealing.isPending} onClick={() => revealing.mutate()}>
                {say.reveal}
              </Button>
            ) : (
              <Button onClick={() => revealing.reset()}>{say.hide}</Button>
            )}
            <Button whyNot={mayNotChange} onClick={() => setRotating(true)}>
              {say.rotate}
            </Button>
          </>
        }
      >
        <p className={styles.lead}>{say.lead}</p>
        {revealing.data === undefined ? (
          <p className={styles.secret}>
            <span className="visually-hidden">{say.hidden}</span>
            <code aria-hidden="true">whsec_••••••••••••••••••••••••••••••••</code>
          </p>
        ) : (
          <SecretList secrets={revealing.data.secrets} />
        )}
        {revealing.isError && <ProblemNotice error={revealing.error} />}
      </Card>
      <VerifySamples />
      <RotateDialog
        webhook={webhook}
        isOpen={isRotating}
        onClose={() => {
          setRotating(false);
          if (revealing.data !== undefined) revealing.mutate();
        }}
      />
    </div>
  );
}
