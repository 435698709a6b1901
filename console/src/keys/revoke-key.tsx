import type { Key } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { useSession } from '../session/session.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useRevokeKey } from './keys.ts';

const words = defineWords(
  {
    title: (name: string) => `Revoke the key “${name}”?`,
    what: 'Within five seconds whatever uses it is refused. That cannot be undone.',
    own: 'You are signed in with this key: you will be signed out.',
    action: 'Revoke the key',
  },
  {
    title: name => `Отозвать ключ «${name}»?`,
    what: 'Через пять секунд всё, что им пользуется, перестанет работать. Вернуть ключ нельзя.',
    own: 'Вы вошли с этим ключом и выйдете из консоли.',
    action: 'Отозвать ключ',
  },
);

export function RevokeKey({ apiKey, onClose }: { readonly apiKey: Key; onClose(): void }) {
  const say = useWords(words);
  const { session } = useSession();
  const revocation = useRevokeKey(apiKey.id, onClose);
  return (
    <Confirm
      isOpen
      isDanger
      title={say.title(apiKey.name)}
      action={say.action}
      busy={revocation.isPending}
      onConfirm={() => revocation.mutate()}
      onClose={onClose}
    >
      <p>{say.what}</p>
      {session.id === apiKey.id && <Notice kind="warn">{say.own}</Notice>}
      {revocation.isError && <ProblemNotice error={revocation.error} />}
    </Confirm>
  );
}
