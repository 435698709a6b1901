import { useState } from 'react';
import type { Answer, UpdatedWebhook, WebhookDetails } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { useClient } from '../../session/session.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useRefresh } from '../webhook.ts';
import styles from './settings.module.css';
import { SettingsEditor } from './settings-editor.tsx';

const words = defineWords(
  {
    saved: 'Saved',
    dropped: (names: string) =>
      `The address has another host, so these are not sent any more: ${names}. Set them anew if the new one wants them.`,
  },
  {
    saved: 'Сохранено',
    dropped: names =>
      `Сервер в адресе сменился, поэтому больше не отправляются: ${names}. Задайте их заново, если новый сервер их ждёт.`,
  },
);

/** The setup is edited as it was read: what is read anew while somebody types must not take their words away. */
export function SettingsTab({ answer }: { readonly answer: Answer<WebhookDetails> }) {
  const say = useWords(words);
  const client = useClient();
  const refresh = useRefresh();
  const [read, setRead] = useState(answer);
  const [saved, setSaved] = useState<UpdatedWebhook>();

  async function readAgain(): Promise<void> {
    setRead(await client.getWebhook.answer({ id: read.body.id }));
    await refresh();
  }

  return (
    <div className={styles.settings}>
      <SettingsEditor
        key={read.etag}
        read={read}
        onSaved={async updated => {
          setSaved(updated);
          await readAgain();
        }}
        onReload={async () => {
          setSaved(undefined);
          await readAgain();
        }}
      />
      {saved !== undefined && (
        <Notice kind={saved.droppedHeaders === undefined ? 'good' : 'warn'} title={say.saved}>
          {saved.droppedHeaders !== undefined && <p>{say.dropped(saved.droppedHeaders.join(', '))}</p>}
        </Notice>
      )}
    </div>
  );
}
