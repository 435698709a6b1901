import type { JsonDocument } from '../../../event-pattern/parse-json.ts';

/** One step of a path: a member's name, an element's number, or all of them. */
export type PathStep = string | number | { readonly all: true };

const stepPattern = /\.([\w/-]+)|\.\*|\['([^']+)'\]|\["([^"]+)"\]|\[(\d+)\]|\[\*\]/y;

/**
 * Reads a JSON path in the syntax that EventBridge knows; undefined for anything else:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function parseJsonPath(source: string): readonly PathStep[] | undefined {
  if (!source.startsWith('$')) return undefined;
  const steps: PathStep[] = [];
  let at = 1;
  while (at < source.length) {
    stepPattern.lastIndex = at;
    const found = stepPattern.exec(source);
    if (found === null) return undefined;
    at = stepPattern.lastIndex;
    const [, dotted, single, double, index] = found;
    const name = dotted ?? single ?? double;
    if (name !== undefined) steps.push(name);
    else steps.push(index === undefined ? { all: true } : Number(index));
  }
  return steps;
}

/** What a path leads to: one value; a list when the path has a `*`; undefined when there is nothing. */
export function valueAt(document: JsonDocument, steps: readonly PathStep[]): JsonDocument | undefined {
  let found: readonly JsonDocument[] = [document];
  for (const step of steps) found = found.flatMap(value => children(value, step));
  if (steps.some(step => typeof step === 'object')) return { kind: 'array', items: found };
  return found[0];
}

function children(value: JsonDocument, step: PathStep): readonly JsonDocument[] {
  if (typeof step === 'object') {
    if (value.kind === 'array') return value.items;
    return value.kind === 'object' ? value.members.map(member => member.value) : [];
  }
  if (typeof step === 'number') {
    const item = value.kind === 'array' ? value.items[step] : undefined;
    return item === undefined ? [] : [item];
  }
  // Of a repeated key the last one counts, as for most readers of JSON.
  const member = value.kind === 'object' ? value.members.findLast(it => it.key === step) : undefined;
  return member === undefined ? [] : [member.value];
}
