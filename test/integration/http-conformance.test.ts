import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Finehook } from '../support/finehook.ts';
import {
  type Answer,
  ApiDocument,
  bodySchema,
  type DocumentedOperation,
} from './conformance/api-document.ts';
import { mutationsOf, randomBodies, someOf } from './conformance/mutations.ts';
import { matches, World } from './conformance/world.ts';

const finehook = new Finehook(inject('runtime'));
const document = new ApiDocument((await finehook.api('GET', '/openapi.json')).body);
const world = new World(finehook, document);
const { operations } = document;

/** Bounds the time that this takes, however many operations there are. */
const mutationsInAll = 700;
const randomInAll = 300;
const seed = 20260101;

const takingBodies = operations.filter(({ requestBody }) => requestBody !== undefined);
const perOperation = (inAll: number) => Math.ceil(inAll / takingBodies.length);
const keyed = operations.filter(({ security }) => security.length > 0);
const byId = (some: readonly DocumentedOperation[]) => some.map(one => [one.operationId, one] as const);

/** What is wrong with an answer; `undefined` when nothing is. */
function faultOf(operation: DocumentedOperation, answer: Answer, what: string): string | undefined {
  const faults = document.faultsOf(operation, answer);
  if (answer.status >= 500) faults.push('that is a fault of ours');
  if (answer.headers.get('x-content-type-options') !== 'nosniff') faults.push('it may be sniffed');
  if (faults.length === 0) return undefined;
  return `${operation.operationId}, ${what}: ${answer.status} ${faults.join('; ')} ${answer.text.slice(0, 300)}`;
}

/** Sends each, four at a time. @returns what is wrong */
async function each<Item>(
  items: readonly Item[],
  send: (item: Item) => Promise<string | undefined>,
): Promise<string[]> {
  const left = [...items];
  const faults: string[] = [];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      const fault = await send(item);
      if (fault !== undefined) faults.push(fault);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return faults;
}

let still: readonly string[] = [];

beforeAll(async () => {
  await world.prepare();
  for (const operation of operations) await world.pathOf(operation);
  still = await world.stillPaths();
});

async function expectUnchanged(act: () => Promise<void>): Promise<void> {
  const before = await world.snapshot();
  await act();
  const after = await world.snapshot();
  const changed = still.filter(path => before.get(path) !== after.get(path));
  expect(changed.map(path => [path, before.get(path), after.get(path)])).toEqual([]);
}

describe('what is refused changes nothing, and is told as documented', () => {
  it('most of what can be read stands still, so that it can tell', () => {
    expect(still.length).toBeGreaterThan(5);
    expect(still.some(path => path.startsWith('/v1/webhooks/whk_'))).toBe(true);
  });

  it.each(byId(takingBodies))('%s with bodies that the document does not allow', async (_, operation) => {
    const path = await world.pathOf(operation);
    const query = world.queryOf(operation);
    const wrong = mutationsOf(world.exampleOf(operation)).filter(
      ({ body }) => document.faultIn(bodySchema(operation), body) !== undefined,
    );
    await expectUnchanged(async () => {
      const faults = await each(someOf(wrong, perOperation(mutationsInAll)), async ({ what, body }) => {
        const answer = await world.send(operation, path, { body, query });
        if (answer.status < 400) return `${operation.operationId} took it: ${what}`;
        return faultOf(operation, answer, what);
      });
      expect(faults).toEqual([]);
    });
  });

  it.each(byId(takingBodies))('%s with what is no JSON, no JSON type, or too much', async (_, operation) => {
    const path = await world.pathOf(operation);
    const query = world.queryOf(operation);
    const body = world.exampleOf(operation);
    const refused: [string, number[], Parameters<World['send']>[2]][] = [
      ['half a body', [400], { body: '{"a":' }],
      ['a body of another type', [415], { body: body ?? {}, contentType: 'text/plain' }],
      ['a body without type', [415], { body: body ?? {}, contentType: 'application/octet-stream' }],
      ['4.5 MB', [413], { body: JSON.stringify({ a: 'x'.repeat(4_500_000) }) }],
      ['a parameter that nobody knows', [400], { body, query: `${query}&no-such-parameter=1` }],
    ];
    await expectUnchanged(async () => {
      for (const [what, statuses, request] of refused) {
        const answer = await world.send(operation, path, { query, ...request });
        expect([what, answer.status, faultOf(operation, answer, what)]).toEqual([
          what,
          statuses.find(status => status === answer.status) ?? statuses,
          undefined,
        ]);
      }
    });
  });

  it('every operation that needs a key, without one, with an unknown one, and with one of another company', async () => {
    await expectUnchanged(async () => {
      for (const operation of keyed) {
        const path = await world.pathOf(operation);
        const request = { body: world.exampleOf(operation), query: world.queryOf(operation) };
        for (const key of ['', `fhk_${'A'.repeat(43)}`, 'nonsense']) {
          const answer = await world.send(operation, path, { ...request, key });
          expect([operation.operationId, answer.status, faultOf(operation, answer, 'no key')]).toEqual([
            operation.operationId,
            401,
            undefined,
          ]);
        }
        const foreign = await world.send(operation, path, { ...request, key: world.foreignKey });
        expect(faultOf(operation, foreign, 'foreign key')).toBeUndefined();
        expect(`${operation.operationId} ${foreign.text}`).not.toMatch(`"${world.company}"`);
        if (path.includes(await world.pathOf(ofWebhook()))) {
          expect([operation.operationId, [403, 404].includes(foreign.status)]).toEqual([
            operation.operationId,
            true,
          ]);
        }
      }
    });
  });

  it('methods that a path does not have', async () => {
    for (const operation of operations) {
      const path = await world.pathOf(operation);
      const methods = operations.filter(one => matches(one.path, path)).map(({ method }) => method);
      const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
      const method = ['PUT', 'PATCH', 'POST', 'DELETE'].find(one => !methods.includes(one)) ?? 'TRACE';
      const answer = await world.send({ method }, path);
      expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allow]);
      expect(document.faultsOf(operation, answer)).toEqual([]);
    }
  });
});

function ofWebhook(): DocumentedOperation {
  const found = operations.find(({ operationId }) => operationId === 'getWebhook');
  if (found === undefined) throw new Error('the document has no getWebhook');
  return found;
}

describe('what is taken is answered as documented', () => {
  /** What is deleted is deleted last. */
  const inOrder = [...operations].sort(
    (one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE'),
  );

  it.each(byId(inOrder))('%s as in its example', async (id, operation) => {
    const path = await world.pathOf(operation, operation.method === 'DELETE');
    const request = { body: world.exampleOf(operation), query: world.queryOf(operation) };
    const answer = await world.send(operation, path, request);
    expect(faultOf(operation, answer, 'its example')).toBeUndefined();
    // A page says so itself when its link is good no more, a token by 401; 409 is about what has happened before.
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
    const isLink = isPage || (operation.security.length === 0 && answer.status === 401);
    expect([id, answer.status < 300 || answer.status === 409 || isLink, answer.text]).toEqual([
      id,
      true,
      answer.text,
    ]);
    if (operation.method !== 'GET') return;
    const known = { ...request, headers: { 'if-none-match': answer.headers.get('etag') ?? '' } };
    const again = await world.send(operation, path, known);
    expect([200, 304]).toContain(again.status);
    expect(document.faultsOf(operation, again)).toEqual([]);
    const head = await world.send({ method: 'HEAD' }, path, request);
    expect([head.status, head.text, head.headers.get('content-type')]).toEqual([
      answer.status,
      '',
      answer.headers.get('content-type'),
    ]);
  });

  it('explainProblem, to a browser', async () => {
    const answer = await world.send({ method: 'GET' }, '/problems/conflict', {
      key: '',
      headers: { accept: 'text/html' },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});

describe('whatever the body is', () => {
  it.each(byId(takingBodies))('%s answers as documented', async (_, operation) => {
    const path = await world.pathOf(operation);
    const good = world.exampleOf(operation);
    const allowed = mutationsOf(good)
      .filter(({ body }) => document.faultIn(bodySchema(operation), body) === undefined)
      .map(({ body }) => JSON.stringify(body));
    const bodies = [
      ...someOf(allowed, perOperation(randomInAll)),
      ...randomBodies(good, perOperation(randomInAll), seed),
    ];
    const faults = await each(bodies, async body =>
      faultOf(operation, await world.send(operation, path, { body, query: world.queryOf(operation) }), body),
    );
    expect(faults).toEqual([]);
  });
});
