export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([member]) => member === name);
  return found?.[1];
}

/** A JSON pointer (RFC 6901) in a URI fragment; `undefined` when it leads nowhere. */
function atPointer(document: Json, pointer: string): Json | undefined {
  const names = pointer.split('/').slice(1);
  return names
    .map(name => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(memberOf, document);
}

function followed(value: Json, document: Json, within: readonly string[]): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => followed(item, document, within));
  const own = Object.entries(value).map(([name, member]) => [name, followed(member, document, within)]);
  const target = '$ref' in value ? value.$ref : undefined;
  if (typeof target !== 'string' || !target.startsWith('#') || within.includes(target)) {
    return Object.fromEntries(own);
  }
  const found = atPointer(document, target.slice(1));
  if (found === undefined) return Object.fromEntries(own);
  const whole = followed(found, document, [...within, target]);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return whole;
  return { ...whole, ...Object.fromEntries(own.filter(([name]) => name !== '$ref')) };
}

/**
 * The part of a document at a path, with what its references name in their place. What stands beside a reference wins.
 * References in a circle and those that lead out of the document, or nowhere, stay.
 */
export function followReferences(document: Json, path: readonly (string | number)[]): Json | undefined {
  const part = path.map(String).reduce<Json | undefined>(memberOf, document);
  return part === undefined ? undefined : followed(part, document, []);
}
