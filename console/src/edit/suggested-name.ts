import type { EventType } from '../../../client/api/client.ts';
import { titleOf } from '../catalog/event-types.ts';
import type { Language } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import type { Draft } from './draft.ts';

const maxLength = 80;

/** A name for who does not care to give one: the first event and the first place, and that there is more. */
export function suggestedName(
  { clauses }: Draft,
  { eventTypes, names, language, anyEvent }: NameWords,
): string {
  const [clause] = clauses;
  const [type, ...furtherTypes] = clause?.eventTypes ?? [];
  const [place, ...furtherPlaces] = clause?.companies ?? [];
  if (type === undefined || place === undefined) return '';
  const event = type === '*' ? anyEvent : titleOf(eventTypes, type, language);
  const [project, ...furtherProjects] = place.projectIds === '*' ? [] : place.projectIds;
  const where =
    project === undefined
      ? names.nameOf('company', place.companyId, place.companyId)
      : names.nameOf('project', place.companyId, project);
  const more = (further: readonly unknown[]) => (further.length > 0 ? ` +${further.length}` : '');
  return `${event}${more(furtherTypes)} · ${where}${more([...furtherPlaces, ...furtherProjects])}`.slice(
    0,
    maxLength,
  );
}

export interface NameWords {
  readonly eventTypes: readonly EventType[];
  readonly names: Pick<Names, 'nameOf'>;
  readonly language: Language;
  readonly anyEvent: string;
}
