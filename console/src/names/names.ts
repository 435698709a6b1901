import { useQueries } from '@tanstack/react-query';
import type { DirectoryEntry } from '../../../client/api/client.ts';
import { useSession } from '../session/session.tsx';
import { type Project, projectsOf } from './projects.ts';
import { shownName } from './shown-name.ts';

export type NamedKind = DirectoryEntry['kind'];

export interface Company {
  readonly id: string;
  readonly name: string;
  /** Those that the directory or the portal link knows, by name. */
  readonly projects: readonly Project[];
}

export interface Names {
  readonly isLoading: boolean;
  readonly companies: readonly Company[];
  /** What people call it; its id when nobody has said. */
  nameOf(kind: NamedKind, companyId: string, id: string): string;
  entries(kind: NamedKind, companyId: string): readonly DirectoryEntry[];
}

/** Names of what belongs to these companies, as the product has told them. */
export function useNames(companyIds: readonly string[]): Names {
  const { session, client } = useSession();
  const directories = useQueries({
    queries: companyIds.map(companyId => ({
      queryKey: ['directory', companyId],
      staleTime: 60_000,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const entries = client.listDirectory.all({ companyId, limit: 100 }, { signal });
        return Array.fromAsync(entries, entry => ({ ...entry, name: shownName(entry.name) }));
      },
    })),
  });
  const entries = (kind: NamedKind, companyId: string): readonly DirectoryEntry[] =>
    (directories[companyIds.indexOf(companyId)]?.data ?? []).filter(entry => entry.kind === kind);
  const nameOf = (kind: NamedKind, companyId: string, id: string): string =>
    entries(kind, companyId).find(entry => entry.id === id)?.name ??
    session.portal?.names[id] ??
    shownName(id);
  return {
    isLoading: directories.some(({ isPending }) => isPending),
    companies: companyIds.map(id => ({
      id,
      name: nameOf('company', id, id),
      projects: projectsOf(id, entries('project', id), session.companies, session.portal),
    })),
    nameOf,
    entries,
  };
}
