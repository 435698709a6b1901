import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

/** RFC 9110 §7.6.1, and the host, by which the API would not know itself. */
const notPassedOn = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Passes a request on to the HTTP API, and its answer back. @throws Error when the API cannot be reached */
export async function passToApi(
  apiUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const viewerIp = request.socket.remoteAddress ?? '127.0.0.1';
  const headers = passedOn(request.rawHeaders);
  headers['x-forwarded-for'] = [...(headers['x-forwarded-for'] ?? []), viewerIp].join(', ');
  await new Promise<void>((resolve, reject) => {
    const { hostname, port } = new URL(apiUrl);
    const { method, url: path } = request;
    const passed = httpRequest({ hostname, port, method, path, headers });
    passed.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.rawHeaders));
      answer.pipe(response).on('error', reject);
      answer.on('error', reject).on('end', resolve);
    });
    passed.on('error', reject);
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
}

/** @param raw names and values in turn, as they came */
function passedOn(raw: readonly string[]): Record<string, string | string[]> {
  const headers: Record<string, string[]> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    if (!notPassedOn.has(name)) headers[name] = [...(headers[name] ?? []), raw[index + 1] ?? ''];
  }
  return headers;
}
