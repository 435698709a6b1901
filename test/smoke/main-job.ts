import { randomUUID } from 'node:crypto';
import { type ApiAnswer, Finehook, type Reach, type ReceivedCall, until } from '../support/finehook.ts';

type Body = ApiAnswer['body'];

/** The company of all that the smoke suite makes: its API key needs no other. */
export const smokeCompany = 'finehook-smoke';

/** A retry after a minute, a worker that is started, and what AWS does "after a short while". */
const patienceMs = 180_000;

/** A webhook with a project and a receiver's name of its own. */
export interface LiveWebhook {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly filter: Body;
}

/**
 * What the main job is tested with, wherever Finehook runs: it asks until what was changed has arrived, because in AWS rules take
 * effect "after a short while", and a worker knows a webhook's state for up to five seconds.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export class MainJob {
  readonly #finehook: Finehook<Reach>;
  readonly #made: string[] = [];

  constructor(reach: Reach) {
    this.#finehook = new Finehook(reach);
  }

  /**
   * Makes a webhook and waits until an event has reached its receiver.
   * @param conditions over events, which `detail` has to fulfil
   */
  async liveWebhook(
    label: string,
    conditions?: Body,
    detail?: Record<string, unknown>,
  ): Promise<LiveWebhook> {
    const name = `${label}-${randomUUID()}`;
    const companies = [{ companyId: smokeCompany, projectIds: [name] }];
    const filter = { anyOf: [{ eventTypes: ['TODO_MOVED'], companies, ...(conditions && { conditions }) }] };
    const created = await this.ask('POST', '/v1/webhooks', { name, url: this.#urlOf(name, ''), filter }, 201);
    this.#made.push(created.id);
    const webhook: LiveWebhook = { id: created.id, secret: created.secret, name, filter };
    await this.#putUntil(
      webhook,
      detail,
      async () => (await this.received(webhook)).length > 0,
      'a first call',
    );
    return webhook;
  }

  /** Puts an event for the webhook. @returns its id */
  async put({ name }: LiveWebhook, detail: Record<string, unknown> = {}): Promise<string> {
    const [id = ''] = await this.#finehook.put({ companyId: smokeCompany, projectId: name, detail });
    return id;
  }

  /** From now on the receiver answers so. */
  async answerWith({ id, name }: LiveWebhook, query: string): Promise<void> {
    await this.ask('PATCH', `/v1/webhooks/${id}`, { url: this.#urlOf(name, query) });
  }

  /** Puts events until the delivery of one of them satisfies. @returns that delivery */
  async deliveryThat(
    webhook: LiveWebhook,
    satisfies: (delivery: Body) => boolean,
    what: string,
  ): Promise<Body> {
    let found: Body;
    await this.#putUntil(
      webhook,
      {},
      async () => {
        found = (await this.deliveries(webhook)).find(satisfies);
        return found !== undefined;
      },
      what,
    );
    return found;
  }

  /** Waits until a delivery has the status; its record follows its call. */
  async delivery(webhook: LiveWebhook, id: string | undefined, status: string): Promise<Body> {
    await until(
      async () => (await this.deliveries(webhook)).find(delivery => delivery.id === id),
      delivery => delivery?.status === status,
      `${id} to be ${status}`,
      patienceMs,
    );
    return await this.ask('GET', `/v1/deliveries/${id}`);
  }

  async deliveries({ id }: LiveWebhook): Promise<Body[]> {
    return (await this.ask('GET', `/v1/webhooks/${id}/deliveries`)).items;
  }

  received({ name }: LiveWebhook): Promise<ReceivedCall[]> {
    return this.#finehook.received(name);
  }

  /** Waits until the receiver has had a call for each of the events. @returns the newest call for each */
  async calls(webhook: LiveWebhook, ...recordIds: string[]): Promise<(ReceivedCall | undefined)[]> {
    const callFor = (calls: ReceivedCall[], recordId: string) =>
      calls.findLast(({ body }) => JSON.parse(body).data.recordId === recordId);
    return await until(
      async () => {
        const calls = await this.received(webhook);
        return recordIds.map(recordId => callFor(calls, recordId));
      },
      calls => !calls.includes(undefined),
      `calls for ${recordIds.join(', ')}`,
      patienceMs,
    );
  }

  /** @throws Error when the API answers with another status */
  async ask(method: string, path: string, body?: unknown, status = 200): Promise<Body> {
    const answer = await this.#finehook.api(method, path, body);
    if (answer.status === status) return answer.body;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  async removeWebhooks(): Promise<void> {
    for (const id of this.#made) await this.#finehook.api('DELETE', `/v1/webhooks/${id}`);
  }

  /** An event at once, and then one every three seconds. */
  async #putUntil(
    webhook: LiveWebhook,
    detail: Record<string, unknown> | undefined,
    isReached: () => Promise<boolean>,
    what: string,
  ): Promise<void> {
    let nextAt = 0;
    await until(
      async () => {
        if (Date.now() >= nextAt) {
          await this.put(webhook, detail);
          nextAt = Date.now() + 3_000;
        }
        return await isReached();
      },
      reached => reached,
      `${what} of ${webhook.id}`,
      patienceMs,
    );
  }

  #urlOf(name: string, query: string): string {
    return `${this.#finehook.runtime.receiverUrl.replace(/\/$/, '')}/in/${name}${query}`;
  }
}
