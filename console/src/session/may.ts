import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { type Scope, useSession } from './session.tsx';

const words = defineNounWords(
  ({ company: [, companies] }) => ({
    'audit:read': 'Only admins may see the audit log.',
    'capacity:read': 'Only admins may see the capacity.',
    'deliveries:read': 'You may not see deliveries.',
    'deliveries:resend': 'You may look, but not send again. Ask an admin for a manager’s access.',
    'directory:read': 'You may not see names.',
    'directory:write': 'You may not change names.',
    'event-types:read': 'You may not see the event catalog.',
    'event-types:write': 'Only admins may change the event catalog.',
    'events:publish': 'You may not publish events.',
    'grants:read': 'You may not see grants.',
    'grants:write': `Only admins may grant events to other ${companies}.`,
    'keys:read': 'Only admins may see API keys.',
    'keys:write': 'Only admins may make and revoke API keys.',
    'portal-links:create': 'Only admins may make portal links.',
    'secrets:reveal': 'You may not see secrets. Ask an admin for access to them.',
    'webhooks:read': 'You may not see webhooks.',
    'webhooks:write': 'You may look, but not change anything. Ask an admin for a manager’s access.',
  }),
  () => ({
    'audit:read': 'Журнал изменений видят только администраторы.',
    'capacity:read': 'Ёмкость видят только администраторы.',
    'deliveries:read': 'У вас нет доступа к журналу доставок.',
    'deliveries:resend':
      'Вы можете смотреть, но не отправлять повторно. Попросите у администратора доступ менеджера.',
    'directory:read': 'У вас нет доступа к названиям.',
    'directory:write': 'Вы не можете менять названия.',
    'event-types:read': 'У вас нет доступа к справочнику событий.',
    'event-types:write': 'Справочник событий меняют только администраторы.',
    'events:publish': 'Вы не можете публиковать события.',
    'grants:read': 'У вас нет доступа к разрешениям.',
    'grants:write': 'Разрешения дают только администраторы.',
    'keys:read': 'Ключи API видят только администраторы.',
    'keys:write': 'Ключи API создают и отзывают только администраторы.',
    'portal-links:create': 'Ссылки для клиентов создают только администраторы.',
    'secrets:reveal': 'Вы не можете видеть секреты. Попросите доступ у администратора.',
    'webhooks:read': 'У вас нет доступа к вебхукам.',
    'webhooks:write': 'Вы можете смотреть, но не менять. Попросите у администратора доступ менеджера.',
  }),
);

/** @returns why whoever is here may not do this; undefined when they may */
export function useWhyNot(scope: Scope): string | undefined {
  const { session } = useSession();
  const reasons = useWords(words);
  return session.scopes.includes(scope) ? undefined : reasons[scope];
}
