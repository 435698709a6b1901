import { finehook } from '../../client/cli/finehook.ts';
import type { Surroundings } from '../../client/cli/surroundings.ts';
import type { MemoryApi } from './memory-api.ts';

/** What a command has said, and what it has sent. */
export interface CliRun {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** Method, path and body of each request to the API; not the questions for explanations of errors. */
  readonly sent: readonly string[];
}

/** A `fetch` that the API in memory answers. */
export function fetchOf(api: MemoryApi, sent: string[] = []): typeof fetch {
  return async (input, { method = 'GET', headers, body } = {}) => {
    const { pathname, search } = new URL(String(input));
    const text = typeof body === 'string' ? body : undefined;
    if (!pathname.startsWith('/problems/')) {
      sent.push([method, pathname + search, text].filter(part => part !== undefined).join(' '));
    }
    const given = Object.fromEntries(new Headers(headers));
    const answer = await api.send(method, pathname + search, text, given);
    const answered = answer.body === undefined ? null : api.lastText;
    return new Response(answered, { status: answer.status, headers: answer.headers });
  };
}

/** Runs the command line; the API's key and address are those of `api`. */
export async function runCli(
  api: MemoryApi,
  argv: readonly string[],
  { input = '', ...world }: Partial<Surroundings> & { readonly input?: string } = {},
): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const sent: string[] = [];
  const code = await finehook(argv, {
    out: line => out.push(line),
    err: line => err.push(line),
    env: { FINEHOOK_URL: 'https://api.example', FINEHOOK_API_KEY: api.adminKey },
    readInput: async () => Buffer.from(input),
    fetch: fetchOf(api, sent),
    timing: { random: () => 0, wait: async () => {} },
    now: () => api.nowMs,
    wait: async () => {},
    interruption: () => AbortSignal.abort(),
    ...world,
  });
  return { code, out, err, sent };
}

/** A `fetch` that gives these answers in order, each to the request that is named beside it. */
export function scripted(
  replies: readonly (readonly [request: string, body: unknown, status?: number])[],
): typeof fetch {
  const left = replies.values();
  return async (input, { method = 'GET', body } = {}) => {
    const { origin, pathname, search } = new URL(String(input));
    const place = origin === 'https://api.example' ? pathname + search : String(input);
    const request = [method, place, body].filter(part => part !== undefined).join(' ');
    const { value } = left.next();
    if (value?.[0] !== request) throw new Error(`${request} was sent instead of ${value?.[0]}`);
    return new Response(JSON.stringify(value[1]), { status: value[2] ?? 200 });
  };
}
