import { textOf } from '../../../event-pattern/json-document.ts';
import type { JsonDocument } from '../../../event-pattern/parse-json.ts';
import { isJson } from '../is-json.ts';
import { constraintBroken, isInput, optionalText, text } from '../json-input.ts';
import { invalid } from './errors.ts';
import type { RoutedEvent } from './event.ts';
import { parseJsonPath, valueAt } from './json-path.ts';

/** How a target's input is made from an event. */
export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** The rule on whose behalf an input is made. */
export interface TransformingRule {
  readonly name: string;
  readonly arn: string;
}

/** What a placeholder stands for: a value, or text that goes in as it is. */
type Substitute = { readonly value: JsonDocument | undefined } | { readonly text: string };

const predefined: ReadonlySet<string> = new Set([
  'aws.events.rule-arn',
  'aws.events.rule-name',
  'aws.events.event.ingestion-time',
  'aws.events.event',
  'aws.events.event.json',
]);

/** Reads the InputTransformer of a target. */
export function readInputTransformer(value: unknown): InputTransformer | undefined {
  if (!isInput(value)) return undefined;
  const template = text(value, 'InputTemplate', { maxLength: 8192 });
  const map = value.InputPathsMap ?? undefined;
  if (!isInput(map)) return { InputTemplate: template };
  const names = Object.keys(map);
  if (names.length > 100) {
    throw constraintBroken('inputPathsMap', names, 'have length less than or equal to 100');
  }
  const paths = names.map((name): [string, string] => [
    name,
    optionalText(map, name, { maxLength: 256 }) ?? '',
  ]);
  return { InputPathsMap: Object.fromEntries(paths), InputTemplate: template };
}

/** Refuses a transformer whose template could not become JSON, or that speaks of variables that nobody defined. */
export function checkInputTransformer(targetId: string, transformer: InputTransformer): void {
  const { InputPathsMap: paths = {}, InputTemplate: template } = transformer;
  for (const [name, path] of Object.entries(paths)) {
    if (/^aws\./i.test(name) || !/^[\w-]+$/.test(name) || parseJsonPath(path) === undefined) {
      throw invalid(`Invalid InputPathsMap for target ${targetId}: ${name}.`);
    }
  }
  const filled = fill(template, name => {
    if (!predefined.has(name) && !Object.hasOwn(paths, name)) {
      throw invalid(`InputTemplate for target ${targetId} contains invalid placeholder ${name}.`);
    }
    return { value: { kind: 'null' } };
  });
  // A template may be several lines, each a JSON text.
  if (!isJson(filled) && !filled.split('\n').every(line => line.trim() === '' || isJson(line))) {
    throw invalid(`Invalid InputTemplate for target ${targetId} : JSON format is invalid.`);
  }
}

/** The input that a transformer makes of an event. */
export function transformInput(
  { InputPathsMap: paths = {}, InputTemplate: template }: InputTransformer,
  event: RoutedEvent,
  rule: TransformingRule,
): string {
  return fill(template, name => {
    switch (name) {
      case 'aws.events.rule-arn':
        return { value: { kind: 'string', value: rule.arn } };
      case 'aws.events.rule-name':
        return { value: { kind: 'string', value: rule.name } };
      case 'aws.events.event.ingestion-time':
        return { value: { kind: 'string', value: event.ingestedAt } };
      case 'aws.events.event':
        return { text: event.textWithoutDetail };
      case 'aws.events.event.json':
        return { text: event.text };
      default: {
        const steps = parseJsonPath(paths[name] ?? '');
        return { value: steps === undefined ? undefined : valueAt(event.document, steps) };
      }
    }
  });
}

/**
 * Puts substitutes for the placeholders of a template. As a JSON value a string gets its quotes; within a string of the
 * template the bare text goes in. What an event does not have leaves nothing inside a string, and `""` as a value.
 */
function fill(template: string, substituteOf: (name: string) => Substitute): string {
  let result = '';
  let inString = false;
  for (let at = 0; at < template.length; ) {
    const character = template.charAt(at);
    const name = character === '<' ? /^<([\w.-]+)>/.exec(template.slice(at, at + 300))?.[1] : undefined;
    if (name !== undefined) {
      const substitute = substituteOf(name);
      result += inString ? withinString(substitute) : asValue(substitute);
      at += name.length + 2;
      continue;
    }
    if (inString && character === '\\') {
      result += template.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (character === '"') inString = !inString;
    result += character;
    at += 1;
  }
  return result;
}

function asValue(substitute: Substitute): string {
  if ('text' in substitute) return substitute.text;
  return substitute.value === undefined ? '""' : textOf(substitute.value);
}

function withinString(substitute: Substitute): string {
  if ('text' in substitute) return substitute.text;
  const { value } = substitute;
  if (value === undefined) return '';
  return JSON.stringify(value.kind === 'string' ? value.value : textOf(value)).slice(1, -1);
}
