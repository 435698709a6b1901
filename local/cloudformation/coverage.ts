import { isList, isRecord, type Json, type JsonRecord } from '../json.ts';
import type { ResourceType } from './resource-type.ts';

/**
 * The properties that a resource type neither applies nor is known to do without, by dotted name. A list of objects
 * counts as its objects.
 */
export function unknownProperties(
  properties: JsonRecord,
  type: Pick<ResourceType, 'applied' | 'withoutEffect'>,
) {
  const known = [...type.applied, ...type.withoutEffect];
  const unknown = new Set<string>();
  const visit = (value: Json, prefix: string): void => {
    if (isList(value)) {
      for (const item of value) visit(item, prefix);
      return;
    }
    if (!isRecord(value)) {
      unknown.add(prefix.slice(0, -1));
      return;
    }
    for (const [name, member] of Object.entries(value)) {
      const path = `${prefix}${name}`;
      if (known.includes(path)) continue;
      if (known.some(entry => entry.startsWith(`${path}.`))) visit(member, `${path}.`);
      else unknown.add(path);
    }
  };
  visit(properties, '');
  return [...unknown];
}

/** The properties of `properties` that have no effect on the local run, by dotted name. */
export function propertiesWithoutEffect(
  properties: JsonRecord,
  type: Pick<ResourceType, 'withoutEffect'>,
): string[] {
  return type.withoutEffect.filter(path => {
    let values: Json[] = [properties];
    for (const name of path.split('.')) {
      values = values.flatMap(value => {
        const member = isRecord(value) ? value[name] : undefined;
        if (member === undefined) return [];
        return isList(member) ? [...member] : [member];
      });
    }
    return values.length > 0;
  });
}
