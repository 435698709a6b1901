import type { Session } from '../../../client/api/client.ts';
import { shownName } from './shown-name.ts';

export interface Project {
  readonly id: string;
  readonly name: string;
}

type Portal = Pick<NonNullable<Session['portal']>, 'names' | 'project'>;

/**
 * The projects of a company to choose from: those of the directory, and those that the portal link tells of. Its names are of companies and
 * projects alike, so with several companies nobody knows whose project one is, but for the one that the user comes from.
 */
export function projectsOf(
  companyId: string,
  known: readonly Project[],
  companyIds: readonly string[],
  portal: Portal | null,
): readonly Project[] {
  if (portal === null) return known;
  const { names, project } = portal;
  const isAlone = companyIds.length === 1 && companyIds[0] === companyId;
  const told = isAlone ? Object.keys(names).filter(id => id !== companyId) : [];
  const current = project?.companyId === companyId ? [project.projectId] : [];
  const further = new Set([...told, ...current].filter(id => !known.some(one => one.id === id)));
  return [...known, ...[...further].map(id => ({ id, name: names[id] ?? shownName(id) }))];
}
