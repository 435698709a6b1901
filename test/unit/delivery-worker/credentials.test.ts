import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../functions/domain/credentials.ts';
import { AwsCallError, CredentialsUnusableError } from '../../../functions/domain/errors.ts';
import { memorySealed } from '../../support/memory-vault.ts';
import { credentials, webhookState } from '../../support/webhook-state.ts';
import { message, WorkerWorld, webhookId } from './worker-world.ts';

const sealed = (content: Credentials) =>
  webhookState({ sealedCredentials: memorySealed('acme', webhookId, content) });

describe('a delivery whose credentials cannot be opened', () => {
  it.each([
    ['KMS is too busy', new AwsCallError('ThrottlingException', 'rate', true)],
    ['the key is disabled', new AwsCallError('DisabledException', 'arn is disabled.', false)],
    ['they were altered', new CredentialsUnusableError(webhookId, 'altered')],
  ])('is not called, backs off and goes on once they can: %s', async (_, failure) => {
    const world = new WorkerWorld();
    world.vault.failure = failure;
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.calls).toEqual([]);
    expect(world.recordOf('e1')).toBeUndefined();
    expect(world.hidden).toEqual([{ receiptHandle: 'receipt-e1', seconds: 5 }]);
    expect(world.logs).toEqual(['error a message could not be worked on']);
    world.vault.failure = undefined;
    expect(await world.receive([message('e1', { receives: 2 })])).toEqual([]);
    expect(world.calls).toHaveLength(1);
    expect(world.recordOf('e1')?.status).toBe('delivered');
  });

  it('is never called without a signature', async () => {
    const world = new WorkerWorld();
    const expiresAt = '2026-03-01T12:00:00.000Z';
    world.setState(sealed({ secrets: [{ value: 'whsec_AAAA', expiresAt }], headers: {} }));
    expect(await world.receive([message('e1')])).toEqual(['e1']);
    expect(world.calls).toEqual([]);
  });
});

describe('the credentials of a delivery', () => {
  it('are not kept when the receiver says them in its answer', async () => {
    const world = new WorkerWorld();
    world.setState(sealed({ ...credentials, headers: { 'x-key': 'said-in-answers' } }));
    world.says = 'you sent said-in-answers';
    await world.receive([message('e1')]);
    expect(world.recordOf('e1')?.attempts.map(({ responseBody }) => responseBody)).toEqual([
      'you sent [hidden]',
    ]);
  });

  it('are opened once for a whole batch, and not at all for one that is held', async () => {
    const world = new WorkerWorld();
    await world.receive([message('e1'), message('e2'), message('e3')]);
    expect([world.calls.length, world.vault.opened]).toEqual([3, 1]);
    const held = new WorkerWorld();
    held.setState(webhookState({}, { status: 'paused' }));
    await held.receive([message('e1')]);
    expect(held.vault.opened).toBe(0);
  });

  it('sign with every secret that is valid, newest first, and bring headers and authorization', async () => {
    const world = new WorkerWorld();
    const [current = { value: '' }] = credentials.secrets;
    const old = { value: `whsec_${Buffer.alloc(32, 1).toString('base64')}` };
    world.setState(
      sealed({
        secrets: [
          current,
          { ...old, expiresAt: '2026-03-01T12:00:00.001Z' },
          { value: 'whsec_AAAA', expiresAt: '2026-03-01T12:00:00.000Z' },
        ],
        headers: { 'x-tenant': 'acme' },
        auth: { type: 'bearer', token: '1|abc' },
      }),
    );
    await world.receive([message('e1')]);
    const [call] = world.calls;
    expect(call?.headers).toMatchObject({ 'x-tenant': 'acme', authorization: 'Bearer 1|abc' });
    const sign = (secret: string) =>
      new Webhook(secret).sign(
        call?.headers['webhook-id'] ?? '',
        new Date('2026-03-01T12:00:00.000Z'),
        call?.body ?? '',
      );
    expect(call?.headers['webhook-signature']).toBe(`${sign(current.value)} ${sign(old.value)}`);
  });
});
