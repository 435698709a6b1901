import { asText, isList, isRecord, type Json, type JsonRecord } from '../json.ts';
import { attributeNames, intrinsicOf, namesIn, TemplateError } from './intrinsics.ts';

/** Every logical id that a value of a template refers to. */
export function referencesOf(value: Json): Set<string> {
  const found = new Set<string>();
  const visit = (part: Json): void => {
    if (isList(part)) {
      part.forEach(visit);
      return;
    }
    if (!isRecord(part)) return;
    const intrinsic = intrinsicOf(part);
    if (intrinsic?.name === 'Ref') found.add(asText(intrinsic.argument, 'Ref'));
    if (intrinsic?.name === 'Fn::GetAtt') found.add(attributeNames(intrinsic.argument, 'Fn::GetAtt')[0]);
    if (intrinsic?.name === 'Fn::Sub') {
      const text = isList(intrinsic.argument) ? intrinsic.argument[0] : intrinsic.argument;
      for (const name of namesIn(asText(text, 'Fn::Sub'))) found.add(name.split('.')[0] ?? name);
    }
    Object.values(part).forEach(visit);
  };
  visit(value);
  return found;
}

function dependenciesOf(resource: JsonRecord): Set<string> {
  const found = referencesOf(resource.Properties ?? {});
  const explicit = resource.DependsOn ?? [];
  for (const name of isList(explicit) ? explicit : [explicit]) found.add(asText(name, 'DependsOn'));
  return found;
}

/**
 * Logical ids in waves: everything that a resource needs stands in an earlier wave, so the resources of one wave can be
 * made at the same time.
 * @throws TemplateError for a circle
 */
export function creationWaves(resources: ReadonlyMap<string, JsonRecord>): string[][] {
  const waiting = new Map(
    [...resources].map(([id, resource]) => [
      id,
      [...dependenciesOf(resource)].filter(name => name !== id && resources.has(name)),
    ]),
  );
  const waves: string[][] = [];
  while (waiting.size > 0) {
    const wave = [...waiting]
      .filter(([, needs]) => needs.every(name => !waiting.has(name)))
      .map(([id]) => id);
    if (wave.length === 0) {
      throw new TemplateError(`these resources depend on each other: ${[...waiting.keys()].join(', ')}`);
    }
    for (const id of wave) waiting.delete(id);
    waves.push(wave);
  }
  return waves;
}
