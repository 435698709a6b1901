import { randomUUID } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import { asRecord, parseJson, textAt } from '../json.ts';
import type { ViewerFunction } from './distribution.ts';

/** CloudFront stops a function after a millisecond of computing; this is for one that never ends. */
const timeoutMs = 1_000;

/**
 * A function for the event viewer-request, by its code: `function handler(event)`, which returns the request. Nothing of Node is within
 * its reach, as nothing is in CloudFront.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 * @throws SyntaxError
 */
export function viewerFunction(code: string): ViewerFunction {
  const script = new Script(`${code}\nPromise.resolve(handler(JSON.parse(event))).then(JSON.stringify)`);
  return async ({ method, uri, viewerIp }) => {
    const event = {
      version: '1.0',
      context: {
        distributionDomainName: 'local',
        distributionId: 'local',
        eventType: 'viewer-request',
        requestId: randomUUID(),
      },
      viewer: { ip: viewerIp },
      request: { method, uri, querystring: {}, headers: {}, cookies: {} },
    };
    const answer: unknown = await script.runInContext(createContext({ event: JSON.stringify(event) }), {
      timeout: timeoutMs,
    });
    const result = asRecord(
      parseJson(String(answer), 'what the function returned'),
      'what the function returned',
    );
    if (result.statusCode !== undefined) {
      throw new Error('the local run takes requests only from functions of CloudFront, no answers');
    }
    return textAt(result, 'uri');
  };
}
