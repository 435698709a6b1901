import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDbKeptAnswers } from '../../../functions/adapters/dynamodb-kept-answers.ts';
import { type KeptAnswers, keptMs } from '../../../functions/domain/kept-answer.ts';
import { MemoryKeptAnswers } from '../../support/memory-kept-answers.ts';
import { storeTables } from './support/store-tables.ts';

const { clock, overDynamoDb } = storeTables(Date.parse('2026-01-02T00:00:00Z'));

const implementations: readonly { readonly name: string; make(): Promise<KeptAnswers> }[] = [
  { name: 'memory', make: async () => new MemoryKeptAnswers(() => clock.nowMs) },
  ...overDynamoDb(table => new DynamoDbKeptAnswers(table)),
];

const sealed = Uint8Array.of(0, 1, 254, 255);
const name = { keyId: 'key_1', operationId: 'createWebhook', idempotencyKey: '"a#b"' };

describe.each(implementations)('KeptAnswers over $name', ({ make }) => {
  let answers: KeptAnswers;
  beforeEach(async () => {
    answers = await make();
  });
  const claim = (holder: string, fingerprint = 'f', of = name) =>
    answers.claim(of, fingerprint, holder, clock.nowMs + 1000);

  it('lets one of many have a name', async () => {
    const claims = await Promise.all(['1', '2', '3', '4', '5'].map(holder => claim(holder)));
    expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', 'taken', 'taken', 'taken', 'taken']);
    expect(await claim('6', 'g')).toEqual({ kind: 'taken', fingerprint: 'f', sealed: undefined });
  });

  it('gives the answer, byte for byte, for a day', async () => {
    await claim('1');
    expect(await answers.keep(name, 'f', '1', sealed)).toBe(true);
    clock.nowMs += keptMs - 1000;
    const taken = await claim('2', 'g');
    expect(taken).toMatchObject({ kind: 'taken', fingerprint: 'f' });
    expect(taken.kind === 'taken' && [...(taken.sealed ?? [])]).toEqual([0, 1, 254, 255]);
    clock.nowMs += 1000;
    expect(await claim('2', 'g')).toEqual({ kind: 'claimed' });
  });

  it('lets the same request have the name when the time of the first is over', async () => {
    await claim('1');
    clock.nowMs += 999;
    expect((await claim('2')).kind).toBe('taken');
    clock.nowMs += 1;
    expect((await claim('2', 'g')).kind).toBe('taken');
    expect((await claim('2')).kind).toBe('claimed');
    expect(await answers.keep(name, 'f', '1', sealed)).toBe(false);
    expect(await answers.keep(name, 'f', '2', sealed)).toBe(true);
  });

  it('gives a name back, by its holder, while it has no answer', async () => {
    await answers.release(name, '1');
    await claim('1');
    await answers.release(name, '2');
    expect((await claim('2', 'g')).kind).toBe('taken');
    await answers.release(name, '1');
    expect((await claim('2', 'g')).kind).toBe('claimed');
    await answers.keep(name, 'g', '2', sealed);
    await answers.release(name, '2');
    expect(await claim('3')).toMatchObject({ kind: 'taken', fingerprint: 'g' });
  });

  it('keeps nothing of a name that nobody has', async () => {
    expect(await answers.keep(name, 'f', '1', sealed)).toBe(false);
    expect((await claim('1')).kind).toBe('claimed');
  });

  it.each([{ keyId: 'key_2' }, { operationId: 'createContact' }, { idempotencyKey: 'a#b' }])(
    'tells names apart: %j',
    async other => {
      await claim('1');
      expect((await claim('2', 'g', { ...name, ...other })).kind).toBe('claimed');
    },
  );
});
