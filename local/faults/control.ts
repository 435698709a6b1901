import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readBytes } from '../emulators/aws-endpoint/http.ts';
import { isInput } from '../emulators/iam/request.ts';
import { isFaultKind } from './fault-kinds.ts';
import type { Faults } from './faults.ts';

const path = '/faults';
const maxBodyBytes = 4_096;

/** Whether a request is for the control of the faults, at the address of the AWS endpoint. */
export function controlsFaults(request: IncomingMessage): boolean {
  return request.url === path;
}

/** `GET`: seed, rates and how often each fault struck. `PUT {"kind","rate"}`: another rate from now on. */
export async function serveFaultControl(
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBytes(request, maxBodyBytes);
  if (request.method === 'PUT') {
    const change = changeIn(body?.toString('utf8') ?? '');
    if (change === undefined) {
      const message = 'the body must be {"kind","rate"}, with a kind that GET shows and a rate from 0 to 1';
      return answer(response, 400, JSON.stringify({ message }));
    }
    faults.setRate(change.kind, change.rate);
  } else if (request.method !== 'GET') {
    return answer(response, 405, JSON.stringify({ message: 'there are GET and PUT' }));
  }
  answer(response, 200, JSON.stringify({ seed: faults.seed, faults: faults.states() }));
}

function changeIn(body: string) {
  let change: unknown;
  try {
    change = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (!isInput(change)) return undefined;
  const { kind, rate } = change;
  if (typeof kind !== 'string' || !isFaultKind(kind)) return undefined;
  return typeof rate === 'number' && rate >= 0 && rate <= 1 ? { kind, rate } : undefined;
}
