import { Agent, fetch } from 'undici';
import type { Finehook } from '../../support/finehook.ts';
import { uniqueName, until } from '../../support/finehook.ts';
import {
  type Answer,
  type ApiDocument,
  type DocumentedOperation,
  exampleBody,
  isObject,
} from './api-document.ts';

/** A connection for each request: one that is kept may be closed by the server just when it is used again. */
const connections = new Agent({ pipelining: 0 });

export interface Request {
  readonly key?: string;
  /** A text is sent as it is. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of these a list needs one, though none of them is required. */
const beginnings = new Set(['webhookId', 'webhookIds']);
/** Needs a company unless it is asked for all of them, which one parameter alone cannot say. */
const byCompany = new Set(['listDirectory']);

/** Shows up to a minute late what has happened, which is longer than it takes to see that a thing stands still. */
const late = new Set(['listRecentEvents']);

/** Company, project and receiver of the document's examples. */
const exampleCompany = 'acme';
const exampleUrl = 'https://hooks.acme.example/finehook';

/** A company of its own in a run, with everything that the document's paths name; found by the document alone. */
export class World {
  readonly company = uniqueName('conformance');
  readonly #finehook: Finehook;
  readonly #document: ApiDocument;
  readonly #known = new Map<string, string>();
  /** Of this company alone. */
  companyKey = '';
  /** Of another company. */
  foreignKey = '';

  constructor(finehook: Finehook, document: ApiDocument) {
    this.#finehook = finehook;
    this.#document = document;
  }

  /** A webhook with a delivery, and the keys. */
  async prepare(): Promise<void> {
    this.companyKey = await this.#finehook.makeKey([this.company]);
    this.foreignKey = await this.#finehook.makeKey([uniqueName('stranger')]);
    const creation = this.#named('createWebhook');
    const { id } = JSON.parse(
      (await this.send(creation, creation.path, { body: this.exampleOf(creation) })).text,
    );
    this.#known.set('webhooks', id);
    await this.#finehook.put({
      type: 'TODO_DONE_STATUS_UPDATED',
      companyId: this.company,
      projectId: 'website',
      detail: { previousValue: { done: false }, currentValue: { id: 'r1', done: true } },
    });
    const delivery = await this.#finehook.delivery(id, 'delivered');
    this.#known.set('deliveries', delivery.id);
  }

  #named(id: string): DocumentedOperation {
    const found = this.#document.operations.find(({ operationId }) => operationId === id);
    if (found === undefined) throw new Error(`the document has no ${id}`);
    return found;
  }

  /** The document's example, for this company and a receiver that answers. */
  exampleOf(operation: DocumentedOperation): unknown {
    const text = JSON.stringify(exampleBody(operation));
    if (text === undefined) return undefined;
    return JSON.parse(
      text
        .replaceAll(`"${exampleCompany}"`, JSON.stringify(this.company))
        .replaceAll(exampleUrl, `${this.#finehook.runtime.receiverUrl}/in/${this.company}`),
    );
  }

  /** Required parameters of the query, and those that some lists begin from, as the company would give them. */
  queryOf({ operationId, parameters }: DocumentedOperation): string {
    const webhookId = this.#known.get('webhooks') ?? '';
    const known = new Map([
      ['companyId', this.company],
      ['webhookId', webhookId],
      ['webhookIds', webhookId],
    ]);
    const values = parameters
      .filter(
        ({ in: where, name, required }) =>
          where === 'query' &&
          (required || beginnings.has(name) || (name === 'companyId' && byCompany.has(operationId))),
      )
      .map(({ name }): [string, string] => [name, known.get(name) ?? 'x']);
    return new URLSearchParams(values).toString();
  }

  /** @param fresh something that nobody else uses, because it will not be there any more */
  async pathOf({ path, parameters }: DocumentedOperation, fresh = false): Promise<string> {
    let filled = path;
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    for (const name of names) {
      const before = filled.slice(0, filled.indexOf(`{${name}}`) - 1);
      const { schema } = parameters.find(one => one.name === name) ?? {};
      const choices: unknown = schema?.enum;
      const isLast = name === names.at(-1);
      const value = Array.isArray(choices) ? String(choices[0]) : await this.#idIn(before, fresh && isLast);
      filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    }
    return filled;
  }

  /** What stands behind a collection's path: made by its creation, else the first of its list, else one that is not there. */
  async #idIn(collection: string, fresh: boolean): Promise<string> {
    const name = collection.split('/').at(-1) ?? '';
    const known = this.#known.get(collection) ?? this.#known.get(name);
    if (known !== undefined && !fresh) return known;
    const template = (method: string) =>
      this.#document.operations.find(one => one.method === method && matches(one.path, collection));
    const creation = template('POST');
    const list = template('GET');
    const made = creation === undefined ? undefined : await this.#made(creation, collection);
    const id = made ?? (list === undefined ? undefined : await this.#firstOf(list, collection)) ?? 'nothing';
    if (!fresh) this.#known.set(collection, id);
    return id;
  }

  async #made(creation: DocumentedOperation, path: string): Promise<string | undefined> {
    const { headers, text } = await this.send(creation, path, { body: this.exampleOf(creation) });
    const location = headers.get('location')?.split('/').at(-1);
    return location ?? idOf(text === '' ? undefined : JSON.parse(text));
  }

  async #firstOf(list: DocumentedOperation, path: string): Promise<string | undefined> {
    const { text } = await this.send(list, path, { key: this.companyKey, query: this.queryOf(list) });
    const body: unknown = JSON.parse(text);
    return isObject(body) && Array.isArray(body.items) ? idOf(body.items[0]) : undefined;
  }

  async send({ method }: { readonly method: string }, path: string, request: Request = {}): Promise<Answer> {
    const { key = this.#finehook.runtime.apiKey, body, query = '', headers } = request;
    const base = this.#finehook.runtime.apiUrl.replace(/\/$/, '');
    const response = await fetch(`${base}${path}${query === '' ? '' : `?${query}`}`, {
      method,
      dispatcher: connections,
      headers: {
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': request.contentType ?? 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** What the company's key can read of everything that the document names, by path. */
  async snapshot(): Promise<ReadonlyMap<string, string>> {
    const readings = this.#document.operations.filter(
      ({ method, security, operationId }) =>
        method === 'GET' && security.length > 0 && !late.has(operationId),
    );
    const read: [string, string][] = [];
    for (const one of readings) {
      const path = await this.pathOf(one);
      const { text } = await this.send(one, path, { key: this.companyKey, query: this.queryOf(one) });
      // A refusal names the request that was refused.
      read.push([path, text.replace(/"requestId":"[^"]*"/, '')]);
    }
    return new Map(read);
  }

  /** Names of what stands still; what changes by itself says nothing about writes. */
  async stillPaths(): Promise<readonly string[]> {
    let before = await this.snapshot();
    const isStill = (after: ReadonlyMap<string, string>) =>
      [...after].filter(([path, text]) => before.get(path) === text).map(([path]) => path);
    const after = await until(
      async () => {
        await new Promise(resolve => setTimeout(resolve, 1_100));
        const next = await this.snapshot();
        const still = isStill(next);
        before = next;
        return still;
      },
      still => still.length >= 0.75 * before.size,
      'most of what can be read to stand still',
    );
    return after;
  }
}

/** Whether a path may be one of this template. */
export function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i])
  );
}

function idOf(thing: unknown): string | undefined {
  if (!isObject(thing)) return undefined;
  const id = thing.id ?? thing.name;
  return typeof id === 'string' ? id : undefined;
}
