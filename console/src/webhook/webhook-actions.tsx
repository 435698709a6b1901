import { useState } from 'react';
import type { WebhookDetails } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useWhyNot } from '../session/may.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { EnableDialog } from './enable-dialog.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { TestDialog } from './test/test-dialog.tsx';

const words = defineWords(
  { test: 'Send test', pause: 'Pause', enable: 'Turn on', edit: 'Edit', delete: 'Delete' },
  { test: 'Отправить тест', pause: 'Пауза', enable: 'Включить', edit: 'Изменить', delete: 'Удалить' },
);

type Open = 'test' | 'pause' | 'enable' | 'delete';

/** What can be done with a webhook; each says first what it means for what waits. */
export function WebhookActions({ webhook }: { readonly webhook: WebhookDetails }) {
  const say = useWords(words);
  const whyNot = useWhyNot('webhooks:write');
  const [open, setOpen] = useState<Open>();
  const dialog = (which: Open) => ({ webhook, isOpen: open === which, onClose: () => setOpen(undefined) });
  const isActive = webhook.status === 'active';
  return (
    <>
      {/* One button for both, so that the focus is still there when its dialog has done its work. */}
      <Button
        kind={isActive ? 'plain' : 'primary'}
        whyNot={whyNot}
        onClick={() => setOpen(isActive ? 'pause' : 'enable')}
      >
        {isActive ? say.pause : say.enable}
      </Button>
      <Button whyNot={whyNot} onClick={() => setOpen('test')}>
        {say.test}
      </Button>
      {webhook.status === 'failing' && (
        <Button whyNot={whyNot} onClick={() => setOpen('pause')}>
          {say.pause}
        </Button>
      )}
      <ButtonLink href={`/webhooks/${webhook.id}/edit`} whyNot={whyNot}>
        {say.edit}
      </ButtonLink>
      <Button kind="danger" whyNot={whyNot} onClick={() => setOpen('delete')}>
        {say.delete}
      </Button>
      <TestDialog {...dialog('test')} />
      <PauseDialog {...dialog('pause')} />
      <EnableDialog {...dialog('enable')} />
      <DeleteDialog {...dialog('delete')} />
    </>
  );
}
