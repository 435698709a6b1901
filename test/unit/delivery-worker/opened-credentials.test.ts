import { describe, expect, it } from 'vitest';
import { OpenedCredentials } from '../../../functions/delivery-worker/opened-credentials.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { credentials, webhookState } from '../../support/webhook-state.ts';

describe('OpenedCredentials', () => {
  it('opens once for all who ask, and gives the same objects as long as the webhook is the same', async () => {
    const vault = new MemoryVault();
    const opened = new OpenedCredentials(vault);
    const { webhook } = webhookState();
    const [one, other] = await Promise.all([opened.of(webhook), opened.of(webhook)]);
    expect(one).toEqual(credentials);
    expect(other).toBe(one);
    expect((await opened.of(webhook)).secrets[0]).toBe(one?.secrets[0]);
    expect(vault.opened).toBe(1);
  });

  it('opens again for a webhook that was read anew', async () => {
    const vault = new MemoryVault();
    const opened = new OpenedCredentials(vault);
    await opened.of(webhookState().webhook);
    await opened.of(webhookState().webhook);
    expect(vault.opened).toBe(2);
  });

  it('tries again what could not be opened', async () => {
    const vault = new MemoryVault();
    const opened = new OpenedCredentials(vault);
    const { webhook } = webhookState();
    vault.failure = new Error('throttled');
    await expect(opened.of(webhook)).rejects.toThrow('throttled');
    vault.failure = undefined;
    expect(await opened.of(webhook)).toEqual(credentials);
  });
});
