import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** An event's text as it is kept: zstd, https://www.rfc-editor.org/rfc/rfc8878 */
export function compressed(eventText: string): Buffer {
  const bytes = Buffer.from(eventText);
  // Told its size, zstd sets up no larger tables than that needs: most events are small.
  return zstdCompressSync(bytes, { pledgedSrcSize: bytes.length });
}

/** @returns `undefined` when it cannot be decompressed */
export function decompressed(bytes: Uint8Array): string | undefined {
  try {
    return zstdDecompressSync(bytes).toString('utf8');
  } catch {
    return undefined;
  }
}
