interface Accepted {
  readonly type: string;
  readonly quality: number;
}

const rangeForm = /^\s*([\w.+*-]+\/[\w.+*-]+)\s*(?:;(.*))?$/;
const qualityForm = /(?:^|;)\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)/i;

function acceptedIn(header: string): Accepted[] {
  return header.split(',').flatMap(part => {
    const [, type, parameters = ''] = rangeForm.exec(part) ?? [];
    if (type === undefined) return [];
    return [{ type: type.toLowerCase(), quality: Number(qualityForm.exec(parameters)?.[1] ?? 1) }];
  });
}

/** The most specific range that matches a type says its quality: RFC 9110 §12.5.1. */
function qualityOf(type: string, accepted: readonly Accepted[]): number {
  const [kind = ''] = type.split('/');
  for (const range of [type, `${kind}/*`, '*/*']) {
    const found = accepted.find(one => one.type === range);
    if (found !== undefined) return found.quality;
  }
  return 0;
}

/** Of these content types the one that an `Accept` header prefers; the first when it prefers none, or is absent. */
export function preferredType<Type extends string>(
  header: string | undefined,
  types: readonly [Type, ...Type[]],
): Type {
  const accepted = acceptedIn(header ?? '');
  let [best] = types;
  for (const type of types) if (qualityOf(type, accepted) > qualityOf(best, accepted)) best = type;
  return best;
}
