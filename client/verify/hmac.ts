const algorithm = { name: 'HMAC', hash: 'SHA-256' };

/** Bytes of a text in UTF-8; bytes stay as they are. */
export function bytesOf(payload: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : new Uint8Array(payload);
}

/** Every byte of it: a decoder would swallow a byte order mark. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** @returns `undefined` when the text is no base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** @returns `undefined` when the text is no hex */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}

/**
 * Whether one of the signatures was made with one of the keys. Every pair is tried, whichever fits, and the platform compares
 * (https://www.w3.org/TR/webcrypto/#hmac-operations), so that how long it takes tells nothing about how near a forgery came.
 */
export async function isSigned(
  keys: readonly Uint8Array<ArrayBuffer>[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const { subtle } = crypto;
  const fits = await Promise.all(
    keys.map(async bytes => {
      const key = await subtle.importKey('raw', bytes, algorithm, false, ['verify']);
      return Promise.all(signatures.map(signature => subtle.verify(algorithm, key, signature, signed)));
    }),
  );
  return fits.flat().includes(true);
}
