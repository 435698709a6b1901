import { sampleEvent } from './sample-events.ts';
import { sampleDirectory } from './sample-names.ts';
import { sampleWebhooks } from './sample-webhooks.ts';

export interface SamplesOptions {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly receiverUrl: string;
  log(text: string): void;
}

export interface Samples {
  stop(): Promise<void>;
}

/** Often enough to see charts move, seldom enough to find one's own events. */
const everyMs = 3_000;

/**
 * Companies, projects and people with names, webhooks when there are none yet, and events that happen one after the other: so that
 * there is something to see. It is a client of the API like any other.
 */
export async function startSamples({ apiUrl, apiKey, receiverUrl, log }: SamplesOptions): Promise<Samples> {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  try {
    await call('PUT', '/v1/directory', { upsert: sampleDirectory() });
    const list = await call('GET', '/v1/webhooks?limit=1');
    if (isEmptyList(list)) {
      for (const webhook of sampleWebhooks(receiverUrl)) await call('POST', '/v1/webhooks', webhook);
    }
  } catch (error) {
    // As with --strict-network, which refuses the receiver: the service itself is none the worse for it.
    log(`samples are incomplete: ${messageOf(error)}`);
  }

  let number = Math.floor(Date.now() / everyMs);
  let publishing = Promise.resolve<unknown>(undefined);
  const publish = () => {
    publishing = call('POST', '/v1/events', sampleEvent(number++, Date.now())).catch(error =>
      log(`a sample event could not be published: ${messageOf(error)}`),
    );
  };
  publish();
  const timer = setInterval(publish, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await publishing;
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function isEmptyList(list: unknown): boolean {
  return (
    typeof list === 'object' &&
    list !== null &&
    'items' in list &&
    Array.isArray(list.items) &&
    list.items.length === 0
  );
}
