import { parseExactJson } from '../../event-contract/exact-json.ts';
import {
  createClient,
  type ExplainProblemRequest,
  type FinehookClient,
  FinehookError,
} from '../api/client.ts';
import { visible } from './output.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** The management API as commands call it. */
export type Api = FinehookClient;

export function connect(
  { url, key }: Settings,
  { fetch, timing }: Pick<Surroundings, 'fetch' | 'timing'>,
): Api {
  return createClient({ baseUrl: url, apiKey: key, fetch, timing, parseJson: parseExactJson });
}

/** Whether it may be a code of the API's own: another version may know further ones. */
function isCode(code: string): code is ExplainProblemRequest['code'] {
  return !code.startsWith('http-');
}

/** What the API explains of an error; `undefined` when it does not know it, or does not answer. */
async function mendOf(api: Api, { status, code }: FinehookError): Promise<string | undefined> {
  // Nobody answered, or it was not the API: a question would come to the same.
  if (status === 0 || !isCode(code)) return undefined;
  try {
    return (await api.explainProblem({ code })).mend;
  } catch (error) {
    if (error instanceof FinehookError) return undefined;
    throw error;
  }
}

/** For people: what is wrong, where, and what to do. */
export async function errorLines(api: Api, error: FinehookError): Promise<string[]> {
  const { status, detail, errors, requestId, problem } = error;
  if (status === 0) return [visible(`The API does not answer: ${detail}`)];
  const title = typeof problem.title === 'string' ? problem.title : 'The API refused';
  const mend = await mendOf(api, error);
  return [
    `${title} (${status}): ${detail}`,
    ...errors.map(fault => `  ${fault.pointer}: ${fault.detail}`),
    ...(mend === undefined ? [] : [`What to do: ${mend}`]),
    ...(requestId === undefined ? [] : [`Request ${requestId}`]),
  ].map(visible);
}
