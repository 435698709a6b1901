import type { SentCall } from './call.ts';

/** What `fetch` is given, but for the signal. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Settings {
  /** Where the API is, with or without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** @returns a name that no other request has */
  readonly newIdempotencyKey: () => string;
}

/** The member of a creation's request that is made when it is not given. */
const idempotencyKey = 'idempotencyKey';

/**
 * The request of a call: the same bytes however often it is sent.
 * @throws TypeError when a part of the path is missing
 */
export function httpRequest(
  { operation, request, headers: further = {} }: SentCall,
  { baseUrl, apiKey, newIdempotencyKey }: Settings,
): HttpRequest {
  const members = new Map<string, unknown>(Object.entries(request));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = members.get(name);
    // An empty part would make it another operation.
    if (typeof value !== 'string' || value === '') throw new TypeError(`${operation.id} needs ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const name of operation.query) {
    const value = members.get(name);
    if (value !== undefined) query.append(name, String(value));
  }
  const headers: Record<string, string> = { accept: 'application/json', ...further };
  if (apiKey !== undefined) headers.authorization = `Bearer ${apiKey}`;
  for (const [member, header] of Object.entries(operation.headers)) {
    const value = members.get(member) ?? (member === idempotencyKey ? newIdempotencyKey() : undefined);
    if (value !== undefined) headers[header.toLowerCase()] = String(value);
  }
  const body = members.get('body');
  const sendsBody = operation.contentType !== undefined && body !== undefined;
  if (sendsBody) headers['content-type'] = operation.contentType;
  return {
    method: operation.method,
    url: `${baseUrl.replace(/\/+$/, '')}${path}${query.size === 0 ? '' : `?${query}`}`,
    headers,
    ...(sendsBody ? { body: JSON.stringify(body) } : {}),
  };
}
