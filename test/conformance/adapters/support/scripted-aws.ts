import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, type Receiver } from './receivers.ts';

export interface ScriptedRequest {
  readonly method: string;
  readonly url: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
}

/** What happens to one request: an answer, or whatever the function does to it. */
export type Step =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** An AWS service that does what a list says, request by request; the last step stays. */
export async function scriptedAws(
  steps: readonly Step[],
): Promise<Receiver & { readonly endpoint: string; readonly requests: ScriptedRequest[] }> {
  const requests: ScriptedRequest[] = [];
  const receiver = await listen(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const bytes = Buffer.concat(chunks);
      const { method = '', url = '', headers } = request;
      const target = String(request.headers['x-amz-target']);
      const step = steps[Math.min(requests.length, steps.length - 1)];
      requests.push({ method, url, target, headers, body: bytes.toString(), bytes });
      if (typeof step === 'function') step(request, response);
      else if (step !== undefined) {
        const text = typeof step.body === 'string' ? step.body : JSON.stringify(step.body);
        response.writeHead(step.status, step.headers).end(text);
      }
    }),
  );
  return { ...receiver, endpoint: `http://127.0.0.1:${receiver.port}`, requests };
}
