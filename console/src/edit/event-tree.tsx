import type { EventType } from '../../../client/api/client.ts';
import { titleOf } from '../catalog/event-types.ts';
import { groupName, groupWords } from '../catalog/group-words.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { choose, groupsOf, isChosen } from './choose-events.ts';
import type { Clause } from './draft.ts';
import styles from './edit.module.css';

const words = defineWords(
  { none: 'No event is called that.', group: (group: string) => `All of “${group}”` },
  { none: 'Такого события нет.', group: group => `Вся группа «${group}»` },
);

type Events = Pick<Clause, 'eventTypes' | 'exceptEventTypes'>;

interface EventTreeProps {
  readonly events: Events;
  readonly eventTypes: readonly EventType[];
  readonly search: string;
  onChange(events: Events): void;
}

/** The catalog as groups that can be taken whole. */
export function EventTree({ events, eventTypes, search, onChange }: EventTreeProps) {
  const say = useWords(words);
  const groupNames = useWords(groupWords);
  const { language } = useLanguage();
  const wanted = search.trim().toLowerCase();
  const matches = (type: EventType) =>
    `${titleOf([type], type.name, language)} ${type.description[language] ?? ''} ${type.name}`
      .toLowerCase()
      .includes(wanted);
  const groups = groupsOf(eventTypes, events)
    .map(group => ({ ...group, types: group.types.filter(matches) }))
    .filter(({ types }) => types.length > 0);
  if (groups.length === 0) return <p>{say.none}</p>;
  return (
    <ul className={styles.tree}>
      {groups.map(({ name, types }) => {
        const all = types.map(type => type.name);
        const chosen = all.filter(one => isChosen(events, one));
        return (
          <li key={name}>
            <Checkbox
              label={<strong>{say.group(groupName(name, groupNames))}</strong>}
              checked={chosen.length === all.length}
              mixed={chosen.length > 0 && chosen.length < all.length}
              onChange={wanted => onChange(choose(events, all, wanted))}
            />
            <ul className={styles.branch}>
              {types.map(type => (
                <li key={type.name}>
                  <Checkbox
                    label={titleOf([type], type.name, language)}
                    description={type.description[language] ?? type.description.en}
                    checked={isChosen(events, type.name)}
                    onChange={wanted => onChange(choose(events, [type.name], wanted))}
                  />
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
