import type { ApiKey } from '../domain/api-key.ts';
import type { Caller } from '../domain/caller.ts';
import { scopesOf } from '../domain/key-role.ts';
import type { PortalSession } from '../domain/portal.ts';

export function callerOfKey(key: ApiKey): Caller {
  const { id, name, companies } = key;
  return { id, kind: 'key', name, actor: `key:${id}`, companies, scopes: scopesOf(key) };
}

export function callerOfSession(session: PortalSession): Caller {
  const { companies, user } = session.access;
  return {
    id: session.id,
    kind: 'session',
    name: user.name,
    actor: `user:${user.id}`,
    companies,
    scopes: scopesOf(session.access),
    session,
  };
}
