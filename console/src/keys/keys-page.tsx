import { useState } from 'react';
import type { CreatedKey, Key } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { useCompanyIds } from '../session/companies.ts';
import { useWhyNot } from '../session/may.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { focusHeading } from '../ui/focus-heading.ts';
import { Loaded } from '../ui/loaded.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { Page } from '../ui/page.tsx';
import { CreateKey } from './create-key.tsx';
import { KeyRow } from './key-row.tsx';
import { useKeys } from './keys.ts';
import styles from './keys-page.module.css';
import { NewKey } from './new-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

const words = defineWords(
  {
    title: 'API keys',
    lead: 'With a key your programs manage webhooks by the API. Whoever has it may do what its role says, so keep it like a password.',
    create: 'New key',
    emptyTitle: 'No API keys yet',
    empty: 'A program needs a key to make webhooks or to publish events. People sign in without one.',
  },
  {
    title: 'Ключи API',
    lead: 'С ключом ваши программы управляют вебхуками через API. Владелец ключа может всё, что позволяет роль: храните его как пароль.',
    create: 'Новый ключ',
    emptyTitle: 'Ключей API пока нет',
    empty: 'Ключ нужен программе, чтобы создавать вебхуки или публиковать события. Люди входят без ключа.',
  },
);

export default function KeysPage() {
  const say = useWords(words);
  const whyNotSee = useWhyNot('keys:read');
  const whyNotMake = useWhyNot('keys:write');
  const [isCreating, setCreating] = useState(false);
  const [made, setMade] = useState<CreatedKey>();

  function forget(): void {
    setMade(undefined);
    focusHeading();
  }

  const create = (
    <Button kind="primary" whyNot={whyNotMake} onClick={() => setCreating(true)}>
      {say.create}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={create}>
      {made !== undefined && <NewKey key={made.id} made={made} onKept={forget} />}
      {whyNotSee === undefined ? <KeyList onMade={setMade} /> : <NoAccess reason={whyNotSee} />}
      <Dialog title={say.create} isOpen={isCreating} onClose={() => setCreating(false)}>
        <CreateKey
          onMade={key => {
            setCreating(false);
            setMade(key);
          }}
        />
      </Dialog>
    </Page>
  );
}

type Doing = { readonly what: 'rotate' | 'revoke'; readonly apiKey: Key };

function KeyList({ onMade }: { onMade(key: CreatedKey): void }) {
  const say = useWords(words);
  const keys = useKeys();
  const names = useNames(useCompanyIds());
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <Loaded query={keys} lines={8}>
      {all => (
        <>
          {all.length === 0 && (
            <EmptyState title={say.emptyTitle}>
              <p className={styles.lesson}>{say.empty}</p>
            </EmptyState>
          )}
          <ul className={styles.list}>
            {all.map(apiKey => (
              <KeyRow
                key={apiKey.id}
                apiKey={apiKey}
                names={names}
                onRotate={() => setDoing({ what: 'rotate', apiKey })}
                onRevoke={() => setDoing({ what: 'revoke', apiKey })}
              />
            ))}
          </ul>
          {doing?.what === 'rotate' && (
            <RotateKey
              apiKey={doing.apiKey}
              onClose={close}
              onMade={key => {
                close();
                onMade(key);
              }}
            />
          )}
          {doing?.what === 'revoke' && <RevokeKey apiKey={doing.apiKey} onClose={close} />}
        </>
      )}
    </Loaded>
  );
}
