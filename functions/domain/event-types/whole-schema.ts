import {
  DocumentFault,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type Place,
} from './openapi-document.ts';

const componentPattern = /^#\/components\/schemas\/([A-Za-z0-9._-]+)$/;

/**
 * A schema of an OpenAPI document that stands on its own: the components that it refers to are its `$defs`.
 * @throws DocumentFault
 */
export function wholeSchema(document: OpenApiDocument, place: Place): JsonObject {
  const definitions = new Map<string, unknown>();
  const left: Place[] = [];
  const schema = rewritten(place);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    definitions.set(String(next.path.at(-1)), rewritten(next));
  }
  if (!isObject(schema)) throw new DocumentFault(place.path, 'The schema of an event must be an object.');
  if (definitions.size === 0) return schema;
  const own = isObject(schema.$defs) ? schema.$defs : {};
  return { ...schema, $defs: { ...own, ...Object.fromEntries(definitions) } };

  function rewritten({ value, path }: Place): unknown {
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      return items.map((item, index) => rewritten({ value: item, path: [...path, index] }));
    }
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const inside = { value: member, path: [...path, name] };
        return [
          name,
          name === '$ref' && typeof member === 'string' ? reference(member, inside) : rewritten(inside),
        ];
      }),
    );
  }

  function reference(target: string, { path }: Place): string {
    const name = componentPattern.exec(target)?.[1];
    if (name === undefined) {
      throw new DocumentFault(path, 'In schemas only references to "#/components/schemas/…" are followed.');
    }
    if (!definitions.has(name)) {
      definitions.set(name, {});
      left.push(document.at(target, path));
    }
    return `#/$defs/${name}`;
  }
}
