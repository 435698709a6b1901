import type { Fault } from '../../../../client/api/client.ts';
import { fieldWords } from '../../catalog/field-labels.ts';
import { useWords } from '../../language/language.tsx';
import { defineWords } from '../../language/words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import type { LeafDraft } from './condition-draft.ts';
import {
  type ChosenOperator,
  conditionOperators,
  isChosenOperator,
  operatorsOf,
} from './condition-operators.ts';
import { conditionWords, labelOf } from './condition-words.ts';
import styles from './conditions.module.css';
import type { KnownValue } from './known-values.ts';
import { chosenOperatorOf, fieldOf, leafOf } from './leaf.ts';
import type { EventField } from './schema-fields.ts';
import { ValueInput } from './value-input.tsx';

const words = defineWords(
  {
    field: 'Field',
    operator: 'Comparison',
    case: 'In whatever case',
    remove: 'Remove',
    which: (field: string) => `Remove the condition on ${field}`,
  },
  {
    field: 'Поле',
    operator: 'Сравнение',
    case: 'Регистр не важен',
    remove: 'Удалить',
    which: field => `Удалить условие: ${field}`,
  },
);

/** What is asked of no field, but of all that changed. */
export const changesField: EventField = {
  path: '',
  of: 'event',
  type: 'any',
  refersTo: undefined,
  isOnlyBefore: false,
};

const keyOf = (field: EventField): string => `${field.of} ${field.path}`;

export interface ConditionRowProps {
  readonly leaf: LeafDraft;
  readonly fields: readonly EventField[];
  /** What the API says is wrong with it. */
  readonly faults: readonly Fault[];
  knownOf(field: EventField): readonly KnownValue[];
  onChange(leaf: LeafDraft): void;
  onRemove(): void;
}

export function ConditionRow({ leaf, fields, faults, knownOf, onChange, onRemove }: ConditionRowProps) {
  const say = useWords(words);
  const sayAs = useWords(conditionWords);
  const labels = { ...useWords(fieldWords), ...sayAs.fields };
  // One that the catalog does not know, as a program may have made it.
  const foreign: EventField = { ...changesField, path: leaf.field ?? '' };
  const field = leaf.op === 'onlyChanged' ? changesField : (fieldOf(fields, leaf) ?? foreign);
  const all = [...fields, ...(fields.includes(field) || field === changesField ? [] : [field]), changesField];
  const operator: ChosenOperator = chosenOperatorOf(leaf) ?? 'eq';
  const operators = operatorsOf(field);
  const { form } = conditionOperators[operator];
  const name = (one: EventField) => (one === changesField ? sayAs.onlyChanged : labelOf(one.path, labels));

  function changeField(key: string): void {
    const chosen = all.find(one => keyOf(one) === key) ?? changesField;
    const offered = operatorsOf(chosen);
    // What nobody has chosen is not kept: each field has a comparison that comes first.
    const isKept = operator !== operators[0] && offered.includes(operator);
    onChange(leafOf(chosen, isKept ? operator : (offered[0] ?? 'eq'), leaf));
  }

  return (
    <div className={styles.row}>
      <Field label={say.field}>
        {input => (
          <select {...input} value={keyOf(field)} onChange={event => changeField(event.currentTarget.value)}>
            {all.map(one => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {name(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say.operator}>
        {input => (
          <select
            {...input}
            value={operator}
            onChange={event => {
              const chosen = event.currentTarget.value;
              if (isChosenOperator(chosen)) onChange(leafOf(field, chosen, leaf));
            }}
          >
            {[...new Set([operator, ...operators])].map(one => (
              <option key={one} value={one}>
                {sayAs.operators[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={styles.value}>
        <ValueInput
          form={form}
          field={field}
          value={leaf.value}
          known={knownOf(field)}
          error={faults.length === 0 ? undefined : faults.map(({ detail }) => detail).join(' ')}
          onChange={value => onChange({ ...leaf, value })}
        />
        {(leaf.ignoreCase === true || isCaseOffered(field, operator)) && (
          <Checkbox
            label={say.case}
            checked={leaf.ignoreCase === true}
            onChange={wanted => {
              const { ignoreCase: _, ...rest } = leaf;
              onChange(wanted ? { ...rest, ignoreCase: true } : rest);
            }}
          />
        )}
      </div>
      <Button kind="quiet" aria-label={say.which(name(field))} onClick={onRemove}>
        {say.remove}
      </Button>
    </div>
  );
}

function isCaseOffered(field: EventField, operator: ChosenOperator): boolean {
  const { ignoresCase } = { ignoresCase: false, ...conditionOperators[operator] };
  return ignoresCase && field.type === 'text' && field.refersTo === undefined;
}
