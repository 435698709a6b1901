import type { Fault } from '../../../../client/api/client.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { type ConditionDraft, draftOfGroup, type Group, groupOf } from './condition-draft.ts';
import { operatorsOf } from './condition-operators.ts';
import { ConditionRow, type ConditionRowProps, changesField } from './condition-row.tsx';
import styles from './conditions.module.css';
import { leafOf } from './leaf.ts';

const words = defineWords(
  {
    joined: 'How the conditions are joined',
    all: 'All of these',
    any: 'Any of these',
    none: 'None of these',
    add: 'Add a condition',
    addGroup: 'Add a group',
    remove: 'Remove the group',
    pattern: 'An event pattern, in the JSON view',
  },
  {
    joined: 'Как соединены условия',
    all: 'Все условия',
    any: 'Любое из условий',
    none: 'Ни одно из условий',
    add: 'Добавить условие',
    addGroup: 'Добавить группу',
    remove: 'Удалить группу',
    pattern: 'Шаблон событий — в виде JSON',
  },
);

const kinds = ['all', 'any', 'none'] as const;
/** Groups in groups in groups: deeper ones can be written as JSON. */
const maxDepth = 3;

interface ConditionGroupProps extends Pick<ConditionRowProps, 'fields' | 'knownOf'> {
  readonly group: Group;
  readonly depth: number;
  /** JSON pointer of the group in the filter. */
  readonly pointer: string;
  readonly faults: readonly Fault[];
  onChange(group: Group): void;
  readonly onRemove?: () => void;
}

/** Where the parts of a group stand in the API's filter. */
function pointerOf({ kind, parts }: Group, pointer: string, place: number): string {
  if (kind === 'none') return `${pointer}/not/any/${place}`;
  return parts.length === 1 ? pointer : `${pointer}/${kind}/${place}`;
}

export function ConditionGroup(props: ConditionGroupProps) {
  const { group, depth, pointer, faults, fields, knownOf, onChange, onRemove } = props;
  const say = useWords(words);
  const { kind, parts } = group;
  const replace = (place: number, part: ConditionDraft) =>
    onChange({ kind, parts: parts.map((one, at) => (at === place ? part : one)) });
  const remove = (place: number) => onChange({ kind, parts: parts.filter((_, at) => at !== place) });
  const first = fields[0] ?? changesField;
  const newLeaf = () => leafOf(first, operatorsOf(first)[0] ?? 'eq');

  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{say[kind]}</legend>
      <div className={styles.groupHead}>
        <Field label={say.joined} labelHidden>
          {input => (
            <select
              {...input}
              value={kind}
              onChange={event =>
                onChange({ kind: kinds.find(one => one === event.currentTarget.value) ?? kind, parts })
              }
            >
              {kinds.map(one => (
                <option key={one} value={one}>
                  {say[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {onRemove !== undefined && (
          <Button kind="quiet" onClick={onRemove}>
            {say.remove}
          </Button>
        )}
      </div>
      {parts.map((part, place) => {
        const inner = groupOf(part);
        const at = pointerOf(group, pointer, place);
        const own = faults.filter(fault => fault.pointer === at || fault.pointer.startsWith(`${at}/`));
        const key = `${place}`;
        if (inner !== undefined) {
          return (
            <ConditionGroup
              {...props}
              key={key}
              group={inner}
              depth={depth + 1}
              pointer={at}
              faults={own}
              onChange={changed => replace(place, draftOfGroup(changed))}
              onRemove={() => remove(place)}
            />
          );
        }
        if ('op' in part) {
          return (
            <ConditionRow
              key={key}
              leaf={part}
              fields={fields}
              faults={own}
              knownOf={knownOf}
              onChange={leaf => replace(place, leaf)}
              onRemove={() => remove(place)}
            />
          );
        }
        return <p key={key}>{say.pattern}</p>;
      })}
      <div className={styles.groupFoot}>
        <Button onClick={() => onChange({ kind, parts: [...parts, newLeaf()] })}>{say.add}</Button>
        {depth < maxDepth && parts.length > 0 && (
          <Button kind="quiet" onClick={() => onChange({ kind, parts: [...parts, { any: [newLeaf()] }] })}>
            {say.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
