import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Runtime } from './local-run.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // The tests state what they expect of it; they read what the wire said.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
  readonly body: any;
}

const receivedSchema = z.array(
  z.object({
    name: z.string(),
    method: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    /** The smoke receiver does not say: it knows no secrets. */
    verified: z._default(z.nullable(z.boolean()), null),
    at: z.string(),
  }),
);

export type ReceivedCall = z.infer<typeof receivedSchema>[number];

export interface EventToPut {
  readonly type?: string;
  readonly companyId?: unknown;
  readonly projectId?: unknown;
  readonly detail?: Readonly<Record<string, unknown>>;
}

type LocalAws = Pick<Runtime, 'awsEndpointUrl' | 'region' | 'accessKeyId' | 'secretAccessKey'>;

/** Where a Finehook is: a local run, or, without the settings of its endpoint, a stack in AWS. */
export interface Reach extends Partial<LocalAws> {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly eventBusName: string;
  readonly receiverUrl: string;
}

interface AwsSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** None for AWS itself: the SDK finds its own. */
function awsSettings({ awsEndpointUrl: endpoint, region, accessKeyId, secretAccessKey }: Reach): AwsSettings {
  if (!endpoint || !region || !accessKeyId || !secretAccessKey) return {};
  return { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
}

/** What a SaaS and its customers do with Finehook, over HTTP and the AWS SDK. */
export class Finehook<Place extends Reach = Runtime> {
  readonly runtime: Place;
  readonly #aws: AwsSettings;

  constructor(runtime: Place) {
    this.runtime = runtime;
    this.#aws = awsSettings(runtime);
  }

  get eventBridge(): EventBridgeClient {
    return new EventBridgeClient(this.#aws);
  }

  get sqs(): SQSClient {
    return new SQSClient(this.#aws);
  }

  get lambda(): LambdaClient {
    return new LambdaClient(this.#aws);
  }

  get s3(): S3Client {
    return new S3Client({ ...this.#aws, forcePathStyle: true });
  }

  get dynamodb(): DynamoDBClient {
    return new DynamoDBClient(this.#aws);
  }

  async api(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const response = await fetch(`${this.runtime.apiUrl.replace(/\/$/, '')}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.runtime.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** Lets webhooks of the second company listen to events of the first. */
  async grant(companyId: string, toCompanyId: string): Promise<ApiAnswer['body']> {
    const { status, body } = await this.api('POST', '/v1/grants', { companyId, toCompanyId });
    if (status !== 201) throw new Error(`no grant: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Creates a webhook that calls `/in/{name}` of the local receiver, and tells the receiver its secret. */
  async webhookTo(
    name: string,
    fields: Record<string, unknown> = {},
    query = '',
  ): Promise<ApiAnswer['body']> {
    const created = await this.api('POST', '/v1/webhooks', {
      name,
      url: `${this.runtime.receiverUrl}/in/${name}${query}`,
      filter: { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: name, projectIds: '*' }] }] },
      ...fields,
    });
    if (created.status !== 201)
      throw new Error(`no webhook: ${created.status} ${JSON.stringify(created.body)}`);
    await fetch(`${this.runtime.receiverUrl}/secrets/${created.body.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: created.body.secret }),
    });
    return created.body;
  }

  /** Invokes the function whose name has this part. @returns its answer */
  async invoke(nameHas: string, input: unknown = {}): Promise<ApiAnswer['body']> {
    const { Functions = [] } = await this.lambda.send(new ListFunctionsCommand({}));
    const FunctionName = Functions.map(({ FunctionName: name = '' }) => name).find(name =>
      name.includes(nameHas),
    );
    const answer = await this.lambda.send(
      new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(input)) }),
    );
    const payload = Buffer.from(answer.Payload ?? []).toString();
    if (answer.FunctionError !== undefined) throw new Error(payload);
    return JSON.parse(payload);
  }

  /** @returns a new API key that holds these companies */
  async makeKey(companies: string[]): Promise<string> {
    const { key } = await this.invoke('KeyMaker', { operation: 'create', name: 'test', companies });
    return key;
  }

  /** @returns the ids that EventBridge gave the events */
  async put(...events: readonly EventToPut[]): Promise<string[]> {
    const answer = await this.eventBridge.send(
      new PutEventsCommand({
        Entries: events.map(({ type = 'TODO_MOVED', companyId, projectId = 'p1', detail = {} }) => ({
          EventBusName: this.runtime.eventBusName,
          Source: 'blue',
          DetailType: type,
          Detail: JSON.stringify({
            companyId,
            projectId,
            previousValue: null,
            currentValue: { id: 'r1' },
            ...detail,
          }),
        })),
      }),
    );
    if (answer.FailedEntryCount !== 0) throw new Error(JSON.stringify(answer.Entries));
    return (answer.Entries ?? []).map(entry => entry.EventId ?? '');
  }

  /** Puts an event whose Detail goes as it is written. */
  async putText(Detail: string, DetailType = 'TODO_MOVED'): Promise<void> {
    const entry = { EventBusName: this.runtime.eventBusName, Source: 'blue', DetailType, Detail };
    const { FailedEntryCount } = await this.eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount !== 0) throw new Error(`EventBridge did not take ${Detail}`);
  }

  async received(name: string): Promise<ReceivedCall[]> {
    const response = await fetch(`${this.runtime.receiverUrl}/received?name=${encodeURIComponent(name)}`);
    return receivedSchema.parse(await response.json());
  }

  /** Waits until the receiver has had so many calls at this name. */
  async receives(name: string, count: number, timeoutMs = 20_000): Promise<ReceivedCall[]> {
    return await until(
      () => this.received(name),
      calls => calls.length >= count,
      `${count} calls at /in/${name}`,
      timeoutMs,
    );
  }

  /** Waits until the webhook's newest delivery (or the one of this event) has the status. */
  async delivery(
    webhookId: string,
    status: string,
    eventId?: string,
    timeoutMs = 20_000,
  ): Promise<ApiAnswer['body']> {
    return await until(
      async () => {
        const { body } = await this.api('GET', `/v1/webhooks/${webhookId}/deliveries`);
        return body.items.find(
          (item: { eventId: string }) => eventId === undefined || item.eventId === eventId,
        );
      },
      delivery => delivery?.status === status,
      `a ${status} delivery of ${webhookId}`,
      timeoutMs,
    );
  }
}

/** A company (and receiver) name that no other test uses. */
export function uniqueName(label: string): string {
  return `${label}-${randomUUID().slice(0, 8)}`;
}

/** Asks again until the answer satisfies; the answer is in the error when it never does. */
export async function until<Value>(
  ask: () => Promise<Value>,
  satisfied: (value: Value) => boolean,
  what: string,
  timeoutMs = 20_000,
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (satisfied(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`waited ${timeoutMs} ms for ${what}; last: ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

/** Lets so much time pass in which something must not happen. */
export async function stillness(ms: number): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, ms));
}
