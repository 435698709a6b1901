import { describe, expect, it } from 'vitest';
import { AwsCallError, ProblemError } from '../../../functions/domain/errors.ts';
import { MemoryApi } from '../../support/memory-api.ts';
import { filterOf } from './memory-fixtures.ts';

const input = { name: 'n', url: 'https://example.com/', filter: filterOf('acme') };
const id = 'whk_01kdvdna001000000000000000';
const unwritten = new AwsCallError('UnprocessedItems', 'full', true);

/** An API that tells what it asked for and what it wrote, in order. */
function watchedApi() {
  const api = new MemoryApi();
  const steps: string[] = [];
  const seal = api.vault.seal.bind(api.vault);
  api.vault.seal = (...parts) => {
    steps.push('seal');
    return seal(...parts);
  };
  api.auditLog.before = ({ outcome }) => steps.push(`audit log: ${outcome}`);
  const create = api.webhooks.create.bind(api.webhooks);
  api.webhooks.create = state => {
    steps.push(`webhook: ${state.webhook.rule}`);
    return create(state);
  };
  const writtenOnce = () => Promise.reject(new Error('a new webhook is written once'));
  api.webhooks.save = writtenOnce;
  api.webhooks.markRule = writtenOnce;
  api.rules.beforePut = () => {
    steps.push('rule');
  };
  const send = () => api.send('POST', '/v1/webhooks', input);
  return { api, steps, send };
}

describe('createWebhook asks for the rule first', () => {
  it('and writes the webhook once, with its rule live', async () => {
    const { steps, send } = watchedApi();
    expect((await send()).status).toBe(201);
    expect(steps).toEqual(['rule', 'seal', 'audit log: begun', 'webhook: live', 'audit log: done']);
  });

  it.each([
    ['too-many-rules', 409, [['RuleRefused', 1]]],
    ['invalid-filter', 400, []],
  ] as const)('and writes nothing when EventBridge says %s', async (code, status, counted) => {
    const { api, steps, send } = watchedApi();
    api.rules.beforePut = () => {
      throw new ProblemError(code, 'What to do.');
    };
    const { status: answered, body } = await send();
    expect([answered, body.type, body.detail]).toEqual([
      status,
      `https://finehook.dev/problems/${code}`,
      'What to do.',
    ]);
    expect([steps, api.rules.calls, api.counted]).toEqual([[], [`put ${id} enabled`], counted]);
    expect([api.webhooks.states.size, api.auditLog.entries.size, api.vault.sealed]).toEqual([0, 0, 0]);
  });

  it.each(['ThrottlingException', 'InternalException'])(
    'and leaves it pending after %s: the rule-reconciler finishes it',
    async awsCode => {
      const { api, steps, send } = watchedApi();
      api.rules.beforePut = () => {
        throw new AwsCallError(awsCode, 'no', true);
      };
      const { status, body, headers } = await send();
      expect([status, body.rule, headers.etag]).toEqual([201, 'pending', '"1.1.pending"']);
      expect(steps).toEqual(['seal', 'audit log: begun', 'webhook: pending', 'audit log: done']);
      expect(api.webhooks.states.get(id)?.webhook.rule).toBe('pending');
      expect(api.rules.calls).toEqual([`put ${id} enabled`]);
      expect(api.logged[0]).toMatchObject({ level: 'error', message: 'rule left pending' });
    },
  );

  it('but not before its own checks', async () => {
    const { api, send } = watchedApi();
    for (const _ of [1, 2, 3]) await send();
    const { status, body } = await send();
    expect([status, body.type]).toEqual([409, 'https://finehook.dev/problems/too-many-webhooks']);
    expect(api.rules.calls).toHaveLength(3);
  });
});

describe('the rule of a webhook that could not be created', () => {
  it('is removed again when nothing was written', async () => {
    const { api, send } = watchedApi();
    api.auditLog.before = () => {
      throw unwritten;
    };
    expect((await send()).status).toBe(503);
    expect(api.rules.calls).toEqual([`put ${id} enabled`, `remove ${id}`]);
    expect([api.rules.rules.size, api.webhooks.states.size]).toEqual([0, 0]);
  });

  it('is left to the rule-reconciler when it cannot be', async () => {
    const { api, send } = watchedApi();
    api.auditLog.before = () => {
      throw unwritten;
    };
    api.rules.beforeRemove = () => {
      throw new AwsCallError('InternalException', 'oops', true);
    };
    expect((await send()).status).toBe(503);
    expect(api.logged[0]).toMatchObject({ level: 'error', message: 'rule left to the rule-reconciler' });
  });

  it('stays when the webhook may have been written all the same', async () => {
    const { api, send } = watchedApi();
    api.webhooks.create = async () => {
      throw new AwsCallError('TimeoutError', 'no answer', true);
    };
    expect((await send()).status).toBe(503);
    expect(api.rules.calls).toEqual([`put ${id} enabled`]);
  });
});
