import type { LeafDraft } from './condition-draft.ts';
import { type ChosenOperator, conditionOperators, isChosenOperator } from './condition-operators.ts';
import type { EventField } from './schema-fields.ts';

/** How the API's operator appears in the form. */
export function chosenOperatorOf({ op, value }: LeafDraft): ChosenOperator | undefined {
  if (op === 'empty') return value === false ? 'notEmpty' : 'empty';
  if (op === 'exists') return value === false ? 'existsNot' : 'exists';
  if (op === 'changed') return value === undefined ? 'changed' : 'changedFromTo';
  return isChosenOperator(op) ? op : undefined;
}

const startValues: Readonly<Record<string, unknown>> = {
  several: [],
  range: [0, 100],
  duration: '7d',
  'from-to': { from: '', to: '' },
  names: [],
};

/** Where the API looks for the field. */
function pathOf(field: EventField, operator: ChosenOperator): string {
  if (field.of === 'event' || conditionOperators[operator].isOfChange) return field.path;
  return `${field.isOnlyBefore ? 'previousValue' : 'currentValue'}.${field.path}`;
}

/** A condition about a field, with a first value where the operator wants one of another form than before. */
export function leafOf(field: EventField, operator: ChosenOperator, before?: LeafDraft): LeafDraft {
  const { form, ignoresCase } = { ignoresCase: false, ...conditionOperators[operator] };
  const path = operator === 'onlyChanged' ? {} : { field: pathOf(field, operator) };
  const was = before === undefined ? undefined : chosenOperatorOf(before);
  const keeps = was !== undefined && conditionOperators[was].form === form;
  const first = field.type === 'flag' ? true : field.type === 'number' ? 0 : '';
  const value = keeps ? before?.value : (startValues[form] ?? first);
  const isText = field.type === 'text' && field.refersTo === undefined;
  const withCase = ignoresCase && isText && (before?.ignoreCase ?? true) ? { ignoreCase: true } : {};
  switch (operator) {
    case 'notEmpty':
      return { ...path, op: 'empty', value: false };
    case 'existsNot':
      return { ...path, op: 'exists', value: false };
    case 'changedFromTo':
      return { ...path, op: 'changed', value, ...withCase };
    default:
      return { ...path, op: operator, ...(form !== 'none' && { value, ...withCase }) };
  }
}

/** The field of the form that a condition is about. */
export function fieldOf(
  fields: readonly EventField[],
  { field = '', op }: LeafDraft,
): EventField | undefined {
  if (op === 'onlyChanged') return undefined;
  const [state = '', ...rest] = field.split('.');
  const isState = state === 'currentValue' || state === 'previousValue';
  const path = isState ? rest.join('.') : field;
  const matching = fields.filter(one => one.path === path);
  return matching.find(one => one.of === (isState || isOfChange(op) ? 'record' : 'event')) ?? matching[0];
}

const isOfChange = (op: string): boolean => isChosenOperator(op) && conditionOperators[op].isOfChange;
