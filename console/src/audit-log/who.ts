import type { AuditEntry, Key } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';

const words = defineWords(
  {
    link: 'Somebody by the link in a mail',
    service: 'The service itself',
    key: (name: string) => `API key “${name}”`,
  },
  {
    link: 'Кто-то по ссылке из письма',
    service: 'Сам сервис',
    key: name => `Ключ API «${name}»`,
  },
);

/** Who did it, in words. A key is called as it is now, else as it was. */
export function useWho(keys: readonly Key[]): (actor: AuditEntry['actor']) => string {
  const say = useWords(words);
  return ({ kind, id, name }) => {
    if (kind === 'link') return say.link;
    if (kind === 'service') return say.service;
    if (kind === 'user') return name ?? id;
    return say.key(keys.find(key => key.id === id)?.name ?? name ?? id);
  };
}
