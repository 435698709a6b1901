import { describe, expect, it } from 'vitest';
import { rotateSecret } from '../../../functions/domain/rotate-secret.ts';

const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
const at = (ms: number) => new Date(nowMs + ms).toISOString();
const hourMs = 3_600_000;
const rotate = (secrets: { value: string; expiresAt?: string }[], overlapMs: number, secret = 'new') =>
  rotateSecret({ secrets, secret, overlapMs, nowMs });

describe('rotateSecret', () => {
  it('puts the new secret first and ends the old one after the overlap', () => {
    expect(rotate([{ value: 'old' }], 24 * hourMs)).toEqual({
      kind: 'rotated',
      secrets: [{ value: 'new' }, { value: 'old', expiresAt: at(24 * hourMs) }],
      oldSecretsExpireAt: at(24 * hourMs),
    });
  });

  it.each([
    [0, 5_000],
    [4_999, 5_000],
    [5_001, 5_001],
  ])('an overlap of %i ms lasts %i ms: never less than a worker may be out of date', (overlapMs, lastsMs) => {
    expect(rotate([{ value: 'old' }], overlapMs)).toEqual({
      kind: 'rotated',
      secrets: [{ value: 'new' }, { value: 'old', expiresAt: at(lastsMs) }],
      oldSecretsExpireAt: at(lastsMs),
    });
  });

  it('lets none live longer than it was to, and drops what has expired', () => {
    const secrets = [
      { value: 'current' },
      { value: 'longer', expiresAt: at(2 * hourMs) },
      { value: 'sooner', expiresAt: at(hourMs / 2) },
      { value: 'expired', expiresAt: at(0) },
    ];
    expect(rotate(secrets, hourMs)).toEqual({
      kind: 'rotated',
      secrets: [
        { value: 'new' },
        { value: 'current', expiresAt: at(hourMs) },
        { value: 'longer', expiresAt: at(hourMs) },
        { value: 'sooner', expiresAt: at(hourMs / 2) },
      ],
      oldSecretsExpireAt: at(hourMs),
    });
  });

  it('knows a secret that is valid already, and no expired one', () => {
    const secrets = [{ value: 'current' }, { value: 'old', expiresAt: at(1) }];
    for (const secret of ['current', 'old']) expect(rotate(secrets, 0, secret)).toEqual({ kind: 'known' });
    const expired = [{ value: 'current' }, { value: 'old', expiresAt: at(0) }];
    expect(rotate(expired, 0, 'old')).toMatchObject({ kind: 'rotated' });
  });

  const four = [
    { value: 'a' },
    { value: 'b', expiresAt: at(4) },
    { value: 'c', expiresAt: at(3) },
    { value: 'd', expiresAt: at(2) },
  ];
  const five = [...four, { value: 'e', expiresAt: at(1) }];

  it('takes a fifth secret, and a sixth when one has expired', () => {
    const values = (rotation: ReturnType<typeof rotate>) =>
      rotation.kind === 'rotated' ? rotation.secrets.map(({ value }) => value) : rotation.kind;
    expect(values(rotate(four, hourMs))).toEqual(['new', 'a', 'b', 'c', 'd']);
    expect(values(rotate([...four, { value: 'e', expiresAt: at(0) }], hourMs))).toEqual([
      'new',
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('takes no sixth, and says when the first of the five expires', () => {
    expect(rotate(five, hourMs)).toEqual({ kind: 'too-many', until: at(1) });
  });

  it('without an overlap the oldest gives way: a leaked secret can always be ended', () => {
    expect(rotate(five, 0)).toEqual({
      kind: 'rotated',
      secrets: [
        { value: 'new' },
        { value: 'a', expiresAt: at(5_000) },
        { value: 'b', expiresAt: at(4) },
        { value: 'c', expiresAt: at(3) },
        { value: 'd', expiresAt: at(2) },
      ],
      oldSecretsExpireAt: at(5_000),
    });
  });
});
