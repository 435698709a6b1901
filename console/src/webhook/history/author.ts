/** Who or what made a change: `by` of a history entry, read. */
export type Author =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'key'; readonly id: string }
  | { readonly kind: 'service' };

/** @param by `key:…`, `user:…`, or what the service did it of: `delivery:…`, `health-check`, `release`, `hold-period` */
export function authorOf(by: string): Author {
  const [kind = '', ...rest] = by.split(':');
  const id = rest.join(':');
  if (kind === 'user') return { kind: 'person', id };
  return kind === 'key' ? { kind: 'key', id } : { kind: 'service' };
}
