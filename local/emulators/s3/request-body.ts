import { invalidRequest, s3Error } from './errors.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** A body as it was meant, and the headers that came behind it. */
export interface DecodedBody {
  readonly bytes: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

const lineEnd = '\r\n';

/**
 * Undoes `aws-chunked`, in which the SDKs send streams so that their checksum can come behind them:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @throws S3Error
 */
export function decodedBody(headers: Headers, body: Buffer): DecodedBody {
  const isChunked = (headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  if (!isChunked) return { bytes: body, trailers: {} };
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = lineAt(body, at);
    // `<size in hex>[;chunk-signature=…]`
    const size = Number.parseInt(line.split(';', 1)[0] ?? '', 16);
    if (Number.isNaN(size)) throw s3Error('IncompleteBody');
    at += line.length + lineEnd.length;
    if (size === 0) break;
    const chunk = body.subarray(at, at + size);
    if (chunk.length < size) throw s3Error('IncompleteBody');
    chunks.push(chunk);
    at += size + lineEnd.length;
  }
  const bytes = Buffer.concat(chunks);
  const announced = headers['x-amz-decoded-content-length'];
  if (announced === undefined) throw invalidRequest('Missing required header x-amz-decoded-content-length');
  if (Number(announced) !== bytes.length) throw s3Error('IncompleteBody');
  return { bytes, trailers: trailersOf(body.subarray(at).toString('latin1')) };
}

function lineAt(body: Buffer, start: number): string {
  const end = body.indexOf(lineEnd, start, 'latin1');
  if (end < 0) throw s3Error('IncompleteBody');
  return body.toString('latin1', start, end);
}

function trailersOf(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split(lineEnd)) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}
