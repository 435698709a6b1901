import { describe, expect, it } from 'vitest';
import {
  type Contact,
  confirm,
  contactId,
  invite,
  isContactId,
  tokenText,
  unsubscribe,
  unsubscribeToken,
} from '../../../functions/domain/contact.ts';

const nowMs = Date.parse('2026-01-01T00:00:00.000Z');
const hourMs = 3_600_000;
const token = tokenText(new Uint8Array(32).fill(1));
const unsubscribeKey = tokenText(new Uint8Array(32).fill(2));
const input = { companyId: 'acme', email: 'Ops@acme.example', token, unsubscribeKey, nowMs };
const invited = invite(input, undefined);
const confirmed: Contact = { ...invited, status: 'confirmed', confirmedAt: '2026-01-01T01:00:00.000Z' };

describe('contactId', () => {
  it('is of company and address, however it is spelt', () => {
    const id = contactId('acme', 'ops@acme.example');
    expect(isContactId(id)).toBe(true);
    expect(contactId('acme', 'OPS@Acme.Example')).toBe(id);
    expect(contactId('globex', 'ops@acme.example')).not.toBe(id);
    expect(contactId('acm', 'eops@acme.example')).not.toBe(id);
  });

  it.each(['cnt_', 'cnt_0123456789abcdef0123456789abcdeg', 'whk_01kdvdna000000000000000000', ''])(
    '%s is none',
    text => {
      expect(isContactId(text)).toBe(false);
    },
  );
});

describe('invite', () => {
  it('keeps the hash of the token, never the token', () => {
    expect(invited).toEqual({
      id: contactId('acme', 'ops@acme.example'),
      companyId: 'acme',
      email: 'Ops@acme.example',
      status: 'unconfirmed',
      tokenHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      tokenExpiresAt: '2026-01-03T00:00:00.000Z',
      unsubscribeKey,
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    expect(JSON.stringify(invited)).not.toContain(token);
  });

  it('again: with another token, and with the links that were sent before', () => {
    const again = { ...input, token: 'other', unsubscribeKey: 'other', nowMs: nowMs + hourMs };
    const next = invite(again, { ...invited, status: 'unsubscribed' });
    expect(next).toMatchObject({ unsubscribeKey, createdAt: invited.createdAt, status: 'unconfirmed' });
    expect(confirm(next, token, nowMs + hourMs)).toBeUndefined();
    expect(confirm(next, 'other', nowMs + hourMs)?.status).toBe('confirmed');
  });
});

describe('confirm', () => {
  it('takes the token for 48 hours', () => {
    expect(confirm(invited, token, nowMs + hourMs)).toEqual(confirmed);
    expect(confirm(invited, token, nowMs + 48 * hourMs - 1)?.status).toBe('confirmed');
    expect(confirm(invited, token, nowMs + 48 * hourMs)).toBeUndefined();
  });

  it('says the same again to who has confirmed already', () => {
    expect(confirm(confirmed, token, nowMs + 100 * hourMs)).toBe(confirmed);
  });

  it.each(['', 'x', `${token}x`, tokenText(new Uint8Array(32).fill(3)), invited.tokenHash])(
    'takes no other: %s',
    other => {
      expect(confirm(invited, other, nowMs)).toBeUndefined();
      expect(confirm(confirmed, other, nowMs)).toBeUndefined();
    },
  );

  it('takes no old token of who has unsubscribed', () => {
    expect(confirm({ ...invited, status: 'unsubscribed' }, token, nowMs)).toBeUndefined();
  });
});

describe('unsubscribe', () => {
  it('takes the token of the notices, whenever', () => {
    const { confirmedAt: _, ...rest } = confirmed;
    expect(unsubscribe(confirmed, unsubscribeToken(confirmed))).toEqual({ ...rest, status: 'unsubscribed' });
  });

  it('takes no other, nor that of another contact', () => {
    const other = invite({ ...input, email: 'dev@acme.example' }, undefined);
    for (const wrong of ['', token, unsubscribeKey, unsubscribeToken(other)]) {
      expect(unsubscribe(confirmed, wrong)).toBeUndefined();
    }
  });
});
