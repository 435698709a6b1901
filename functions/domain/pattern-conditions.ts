import { canonicalList } from './canonical-json.ts';
import { ProblemError } from './errors.ts';
import { pointerToken } from './json-pointer.ts';

type PatternObject = Readonly<Record<string, unknown>>;

const tenantFieldNames = ['companyId', 'projectId'];

function isObject(value: unknown): value is PatternObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * In EventBridge a field beside or inside `$or` replaces what another place says of the same path, so conditions could
 * widen the companies of their own clause. Therefore they may not name these fields anywhere.
 * @throws ProblemError `invalid-filter`
 */
export function refuseTenantFields(value: unknown, pointer: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseTenantFields(item, `${pointer}/${index}`);
    });
    return;
  }
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    const named = key.split('.').find(part => tenantFieldNames.includes(part));
    if (named !== undefined) {
      throw new ProblemError('invalid-filter', 'The filter is not valid.', [
        {
          pointer: `${pointer}/${pointerToken(key)}`,
          code: 'tenant-field',
          detail: `Conditions cannot mention ${named}. Choose companies and projects in the clause's "companies".`,
        },
      ]);
    }
    refuseTenantFields(member, `${pointer}/${pointerToken(key)}`);
  }
}

/**
 * In EventBridge the later of two places that say something of the same path replaces the earlier: beside `$or` and inside
 * it, or once dotted and once nested. What was meant depends on the order of the members then, which JSON does not keep.
 * @returns the paths that the pattern names, with the pointer to each
 * @throws ProblemError `invalid-filter`
 */
export function refuseRepeatedPaths(
  pattern: PatternObject,
  pointer: string,
  prefix = '',
): Map<string, string> {
  const paths = new Map<string, string>();
  const add = (found: ReadonlyMap<string, string>) => {
    for (const [path, place] of found) {
      const earlier = paths.get(path);
      if (earlier !== undefined) {
        const detail = `"${path}" is named here and at ${earlier}: EventBridge would go by one of the two only. Say it in one place.`;
        throw new ProblemError('invalid-filter', 'The filter is not valid.', [
          { pointer: place, code: 'repeated', detail },
        ]);
      }
      paths.set(path, place);
    }
  };
  for (const [key, value] of Object.entries(pattern)) {
    const place = `${pointer}/${pointerToken(key)}`;
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (key === '$or' && Array.isArray(value)) {
      // Branches are alternatives: each may name what another one names.
      const branches = value.map((branch, index) =>
        isObject(branch)
          ? refuseRepeatedPaths(branch, `${place}/${index}`, prefix)
          : new Map<string, string>(),
      );
      add(new Map(branches.flatMap(branch => [...branch])));
    } else if (isObject(value)) add(refuseRepeatedPaths(value, place, path));
    else add(new Map([[path, place]]));
  }
  return paths;
}

/** Lists whose order carries no meaning are sorted; the operands of `numeric` keep theirs. */
function canonicalLeaf(item: unknown): unknown {
  if (!isObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([operator, operand]) => {
      if (operator !== 'anything-but') return [operator, operand];
      if (Array.isArray(operand)) return [operator, canonicalList(operand)];
      if (!isObject(operand)) return [operator, operand];
      const sorted = Object.entries(operand).map(([kind, list]) => [
        kind,
        Array.isArray(list) ? canonicalList(list) : list,
      ]);
      return [operator, Object.fromEntries(sorted)];
    }),
  );
}

/** The same pattern with every list of alternatives sorted and free of repeats. */
export function canonicalConditions(pattern: PatternObject): PatternObject {
  return Object.fromEntries(
    Object.entries(pattern).map(([key, value]) => {
      if (key === '$or' && Array.isArray(value)) {
        const branches = value.map(branch => (isObject(branch) ? canonicalConditions(branch) : branch));
        const distinct = canonicalList(branches);
        // `$or` needs two branches: a repeated one stays repeated, so that the pattern stays valid.
        return [key, distinct.length >= 2 ? distinct : branches];
      }
      if (Array.isArray(value)) return [key, canonicalList(value.map(canonicalLeaf))];
      return [key, isObject(value) ? canonicalConditions(value) : value];
    }),
  );
}
