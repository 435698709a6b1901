import type { Place } from './draft.ts';

type Places = readonly Place[];

const placeOf = (places: Places, companyId: string): Place | undefined =>
  places.find(place => place.companyId === companyId);

export const isWhole = (places: Places, companyId: string): boolean =>
  placeOf(places, companyId)?.projectIds === '*';

export function isProjectChosen(places: Places, companyId: string, projectId: string): boolean {
  const place = placeOf(places, companyId);
  if (place === undefined) return false;
  const { projectIds, exceptProjectIds = [] } = place;
  return projectIds === '*' ? !exceptProjectIds.includes(projectId) : projectIds.includes(projectId);
}

const replaced = (places: Places, companyId: string, place: Place | undefined): Place[] =>
  [...places.filter(one => one.companyId !== companyId), ...(place === undefined ? [] : [place])].sort(
    (a, b) => (a.companyId < b.companyId ? -1 : 1),
  );

/** All projects of a company, future ones too; or none. */
export const chooseCompany = (places: Places, companyId: string, wanted: boolean): Place[] =>
  replaced(places, companyId, wanted ? { companyId, projectIds: '*' } : undefined);

/** One project in or out; out of all, it becomes an exception. */
export function chooseProject(
  places: Places,
  companyId: string,
  projectId: string,
  wanted: boolean,
): Place[] {
  const { projectIds = [], exceptProjectIds = [] } = placeOf(places, companyId) ?? {};
  if (projectIds === '*') {
    const rest = exceptProjectIds.filter(id => id !== projectId);
    const except = wanted ? rest : [...rest, projectId].sort();
    return replaced(places, companyId, {
      companyId,
      projectIds,
      ...(except.length > 0 && { exceptProjectIds: except }),
    });
  }
  const rest = projectIds.filter(id => id !== projectId);
  const ids = wanted ? [...rest, projectId].sort() : rest;
  return replaced(places, companyId, ids.length === 0 ? undefined : { companyId, projectIds: ids });
}
