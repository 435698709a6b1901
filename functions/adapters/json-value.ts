/** Careful looks into parsed JSON, for paths on which a schema library would cost too much. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectMember(value: unknown, name: string): Readonly<Record<string, unknown>> | undefined {
  if (!isObject(value)) return undefined;
  const member = value[name];
  return isObject(member) ? member : undefined;
}

export function listMember(value: unknown, name: string): readonly unknown[] {
  if (!isObject(value)) return [];
  const member = value[name];
  return Array.isArray(member) ? member : [];
}

export function textMember(value: unknown, name: string): string | undefined {
  if (!isObject(value)) return undefined;
  const member = value[name];
  return typeof member === 'string' ? member : undefined;
}

export function numberMember(value: unknown, name: string): number | undefined {
  if (!isObject(value)) return undefined;
  const member = value[name];
  return typeof member === 'number' ? member : undefined;
}
