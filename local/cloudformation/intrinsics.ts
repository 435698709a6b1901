import { asRecord, asText, isList, isRecord, type Json, type JsonRecord } from '../json.ts';

/** What references in a template stand for. Unknown names are `undefined`: the caller's error says where. */
export interface Scope {
  /** Ref of a parameter, a pseudo parameter or a resource. */
  ref(name: string): Json | undefined;
  attribute(logicalId: string, name: string): Json | undefined;
  condition(name: string): boolean | undefined;
  mapping(name: string, first: string, second: string): Json | undefined;
  /** An output of another stack. */
  stackOutput(stackName: string, outputName: string): string | undefined;
}

/** Stands for `AWS::NoValue`: the property that holds it is left out. */
const noValue = Symbol('AWS::NoValue');

/** A template that the local run cannot resolve; the message names the intrinsic function and the path. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/**
 * The value with every intrinsic function replaced by what it stands for.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * @param path where the value stands in the template, for errors
 * @throws TemplateError for unknown functions and references
 */
export function resolve(value: Json, scope: Scope, path: string): Json {
  const resolved = resolveOrLeaveOut(value, scope, path);
  if (resolved === noValue) throw new TemplateError(`${path}: AWS::NoValue cannot stand here`);
  return resolved;
}

function resolveOrLeaveOut(value: Json, scope: Scope, path: string): Json | typeof noValue {
  if (isList(value)) {
    const items: Json[] = [];
    for (const [index, item] of value.entries()) {
      const resolved = resolveOrLeaveOut(item, scope, `${path}[${index}]`);
      if (resolved !== noValue) items.push(resolved);
    }
    return items;
  }
  if (!isRecord(value)) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic !== undefined) return call(intrinsic.name, intrinsic.argument, scope, path);
  const resolved: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) {
    const result = resolveOrLeaveOut(member, scope, `${path}.${name}`);
    if (result !== noValue) resolved[name] = result;
  }
  return resolved;
}

/** The one intrinsic function that an object of a template stands for, if it is one. */
export function intrinsicOf(value: JsonRecord): { name: string; argument: Json } | undefined {
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

function call(name: string, argument: Json, scope: Scope, path: string): Json | typeof noValue {
  const at = `${path} (${name})`;
  switch (name) {
    case 'Ref':
      return reference(asText(argument, at), scope, at);
    case 'Fn::GetAtt':
      return attribute(argument, scope, at);
    case 'Fn::Join': {
      const [separator, parts] = pair(argument, at);
      return resolvedTexts(parts, scope, at).join(asText(separator, at));
    }
    case 'Fn::Sub':
      return substitute(argument, scope, at);
    case 'Fn::Select': {
      const [index, list] = pair(argument, at);
      const items = resolve(list, scope, at);
      const item = isList(items) ? items[Number(resolve(index, scope, at))] : undefined;
      if (item === undefined) throw new TemplateError(`${at}: there is no such item`);
      return item;
    }
    case 'Fn::Split': {
      const [separator, text] = pair(argument, at);
      return asText(resolve(text, scope, at), at).split(asText(separator, at));
    }
    case 'Fn::FindInMap': {
      const [map, first, second] = resolvedTexts(argument, scope, at);
      const found = scope.mapping(map ?? '', first ?? '', second ?? '');
      if (found === undefined) throw new TemplateError(`${at}: no entry for ${map}.${first}.${second}`);
      return found;
    }
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = listOf(argument, at);
      const chosen = conditionNamed(asText(condition, at), scope, at) ? whenTrue : whenFalse;
      if (chosen === undefined) throw new TemplateError(`${at}: needs a condition and two values`);
      return resolveOrLeaveOut(chosen, scope, at);
    }
    case 'Condition':
      return conditionNamed(asText(argument, at), scope, at);
    case 'Fn::Equals': {
      const [left, right] = pair(argument, at);
      return JSON.stringify(resolve(left, scope, at)) === JSON.stringify(resolve(right, scope, at));
    }
    case 'Fn::Not':
      return listOf(argument, at).every(condition => resolve(condition, scope, at) === false);
    case 'Fn::And':
      return listOf(argument, at).every(condition => resolve(condition, scope, at) === true);
    case 'Fn::GetStackOutput':
      return stackOutput(argument, scope, at);
    case 'Fn::Or':
      return listOf(argument, at).some(condition => resolve(condition, scope, at) === true);
    default:
      throw new TemplateError(`${at}: the local run does not know this intrinsic function`);
  }
}

function reference(name: string, scope: Scope, at: string): Json | typeof noValue {
  if (name === 'AWS::NoValue') return noValue;
  const value = scope.ref(name);
  if (value === undefined) throw new TemplateError(`${at}: nothing is called ${name}`);
  return value;
}

function attribute(argument: Json, scope: Scope, at: string): Json {
  const [logicalId, name] = attributeNames(argument, at);
  const value = scope.attribute(logicalId, name);
  if (value === undefined) {
    throw new TemplateError(`${at}: the local run knows no attribute ${name} of ${logicalId}`);
  }
  return value;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
function stackOutput(argument: Json, scope: Scope, at: string): Json {
  const { StackName, OutputName, Region, ...others } = asRecord(resolve(argument, scope, at), at);
  const elsewhere = Region !== undefined && Region !== scope.ref('AWS::Region');
  if (elsewhere || Object.keys(others).length > 0) {
    throw new TemplateError(`${at}: the local run knows stacks of its own account and Region only`);
  }
  const stackName = asText(StackName, at);
  const outputName = asText(OutputName, at);
  const value = scope.stackOutput(stackName, outputName);
  if (value === undefined)
    throw new TemplateError(`${at}: no stack ${stackName} has an output ${outputName}`);
  return value;
}

/** Logical id and attribute of a GetAtt, written as a list or as `id.name`. */
export function attributeNames(argument: Json, at: string): [logicalId: string, name: string] {
  if (isList(argument)) {
    const [logicalId, name] = argument;
    return [asText(logicalId, at), asText(name, at)];
  }
  const text = asText(argument, at);
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

const placeholder = /\$\{(!?)([^}]+)\}/g;

function substitute(argument: Json, scope: Scope, at: string): string {
  const [template, variables] = isList(argument) ? argument : [argument];
  const own = variables === undefined ? {} : asRecord(resolve(variables, scope, at), at);
  return asText(template, at).replace(placeholder, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const value = own[name] ?? (name.includes('.') ? attribute(name, scope, at) : reference(name, scope, at));
    return typeof value === 'symbol' ? '' : textOf(value, at);
  });
}

/** The names that a `Fn::Sub` text refers to. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(placeholder)]
    .filter(([, literal]) => literal === '')
    .map(([, , name]) => name ?? '');
}

function conditionNamed(name: string, scope: Scope, at: string): boolean {
  const value = scope.condition(name);
  if (value === undefined) throw new TemplateError(`${at}: no condition is called ${name}`);
  return value;
}

function listOf(argument: Json, at: string): readonly Json[] {
  if (isList(argument)) return argument;
  throw new TemplateError(`${at}: needs a list`);
}

function pair(argument: Json, at: string): [Json, Json] {
  const [first, second] = listOf(argument, at);
  if (first === undefined || second === undefined) throw new TemplateError(`${at}: needs two values`);
  return [first, second];
}

function resolvedTexts(argument: Json, scope: Scope, at: string): string[] {
  return listOf(resolve(argument, scope, at), at).map(item => textOf(item, at));
}

function textOf(value: Json, at: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${at}: needs a text, not ${JSON.stringify(value)}`);
}
