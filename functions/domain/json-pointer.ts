/** A reference token of a JSON pointer (RFC 6901 §3). */
export function pointerToken(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A JSON pointer (RFC 6901); the empty path is the whole document, `''`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map(key => `/${pointerToken(key)}`).join('');
}
