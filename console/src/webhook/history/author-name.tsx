import { useKeys } from '../../keys/keys.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { useNames } from '../../names/names.ts';
import { useSession } from '../../session/session.tsx';
import { authorOf } from './author.ts';

const words = defineWords(
  {
    service: 'By itself',
    key: (name: string) => `By the API key “${name}”`,
    someKey: 'By an API key',
    person: (name: string) => `By ${name}`,
  },
  { service: 'Автоматически', key: name => `Ключ API «${name}»`, someKey: 'Ключ API', person: name => name },
);

interface AuthorNameProps {
  readonly by: string;
  /** Of the webhook: they know their people's names. */
  readonly companies: readonly string[];
}

/** Who made a change, as people call them. */
export function AuthorName({ by, companies }: AuthorNameProps) {
  const say = useWords(words);
  const author = authorOf(by);
  const { session } = useSession();
  const names = useNames(companies);
  const key = useKeyName(author.kind === 'key' ? author.id : undefined);
  switch (author.kind) {
    case 'service':
      return say.service;
    case 'key':
      return key === undefined ? say.someKey : say.key(key);
    case 'person': {
      if (author.id === session.portal?.user.id) return say.person(session.portal.user.name);
      const known = companies
        .map(companyId => names.nameOf('person', companyId, author.id))
        .find(name => name !== author.id);
      return say.person(known ?? author.id);
    }
  }
}

/** Undefined while it is not known, or may not be: keys are for admins to read, those of their own companies. */
function useKeyName(id: string | undefined): string | undefined {
  const { session } = useSession();
  const isOwn = session.kind === 'key' && session.id === id;
  const keys = useKeys().data ?? [];
  return isOwn ? session.name : keys.find(key => key.id === id)?.name;
}
