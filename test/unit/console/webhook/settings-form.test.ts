import { describe, expect, it } from 'vitest';
import { faultAt, headerFault } from '../../../../console/src/problems/faults.ts';
import { isWithin, limits, numberOf } from '../../../../console/src/webhook/settings/limits.ts';
import {
  formOf,
  isSameSetup,
  patchOf,
  type SettingsForm,
} from '../../../../console/src/webhook/settings/settings-form.ts';
import { webhookDetails } from './webhook-details.ts';

const before = { ...webhookDetails, options: { callsPerSecond: 5 }, template: { text: 'Hello' } };
const form = formOf(before);
const patch = (changed: Partial<SettingsForm>) => patchOf(before, { ...form, ...changed });

describe('patch of the settings', () => {
  it('is empty when nothing is changed', () => {
    expect(patch({})).toEqual({});
  });

  it('has the members that are changed', () => {
    expect(patch({ name: 'Other', url: 'https://other.example/' })).toEqual({
      name: 'Other',
      url: 'https://other.example/',
    });
  });

  it('has numbers of limits, and null for those that are emptied', () => {
    const entered = { ...form.limits, callsPerSecond: ' ', timeoutSeconds: '2,5' };
    expect(patch({ limits: entered, autoRecover: false })).toEqual({
      options: { callsPerSecond: null, timeoutSeconds: 2.5, autoRecover: false },
    });
  });

  it('takes the text away that only chats show', () => {
    expect(patch({ format: 'standard' })).toEqual({ format: 'standard', template: null });
    expect(patch({ template: 'Bye' })).toEqual({ template: { text: 'Bye' } });
    expect(patch({ template: '' })).toEqual({ template: null });
  });

  it('names headers that are set and removed, and no empty rows', () => {
    const setHeaders = [
      { name: ' x-new ', value: 'a' },
      { name: '', value: '' },
    ];
    expect(patch({ removedHeaders: ['x-team'], setHeaders })).toEqual({
      headers: { 'x-team': null, 'x-new': 'a' },
    });
  });

  it('has a sign-in only when another is entered', () => {
    const entered = { username: 'u', password: 'p', token: 't' };
    expect(patch({ auth: { kind: 'keep', ...entered } })).toEqual({});
    expect(patch({ auth: { kind: 'none', ...entered } })).toEqual({});
    expect(patch({ auth: { kind: 'basic', ...entered } })).toEqual({
      auth: { type: 'basic', username: 'u', password: 'p' },
    });
    expect(patch({ auth: { kind: 'bearer', ...entered } })).toEqual({ auth: { type: 'bearer', token: 't' } });
    const signed = { ...before, authType: 'basic' } as const;
    expect(patchOf(signed, { ...form, auth: { kind: 'none', ...entered } })).toEqual({ auth: null });
  });
});

describe('limits', () => {
  it('are read with a comma, too', () => {
    expect([numberOf('0,1'), numberOf('0.1'), numberOf(''), numberOf('x')]).toEqual([0.1, 0.1, null, NaN]);
  });

  it.each([
    ['timeoutSeconds', ['', '1', '2.5', '30'], ['0.9', '31', 'x']],
    ['callsPerSecond', ['0.1', '1000'], ['0', '1001']],
    ['concurrentCalls', ['1', '100'], ['0', '101', '1.5']],
    ['failingAfter', ['2', '20'], ['1', '21']],
    ['holdPeriodHours', ['1', '336'], ['0', '337', '1.5']],
  ])('of %s allow %j and not %j', (name, good, bad) => {
    const limit = limits.find(one => one.name === name) ?? {
      name: 'failingAfter',
      least: 0,
      most: 0,
      isWhole: true,
    };
    expect(good.filter(text => !isWithin(limit, text))).toEqual([]);
    expect(bad.filter(text => isWithin(limit, text))).toEqual([]);
  });
});

describe('faults', () => {
  const faults = [
    { pointer: '/template/text', code: 'too-long', detail: 'Too long.' },
    { pointer: '/templates', code: 'unknown-member', detail: 'Unknown.' },
    { pointer: '/headers/x~1y', code: 'not-ascii', detail: 'No.' },
  ] as const;

  it('are found at their field and below it', () => {
    expect(faultAt(faults, '/template')).toBe('Too long.');
    expect(faultAt(faults, '/name')).toBeUndefined();
  });

  it('are found by the name of a header', () => {
    expect(headerFault(faults, 'X/Y')).toBe('No.');
    expect(headerFault(faults, 'x')).toBeUndefined();
  });
});

describe('same setup', () => {
  it('does not mind health, and the order of options', () => {
    const one = { ...webhookDetails, options: { callsPerSecond: 5, failingAfter: 3 } };
    const other = {
      ...one,
      status: 'failing' as const,
      updatedAt: '2026-01-10T00:00:00.000Z',
      options: { failingAfter: 3, callsPerSecond: 5 },
    };
    expect(isSameSetup(one, other)).toBe(true);
  });

  it.each([
    { name: 'Other' },
    { format: 'discord' as const },
    { template: { text: 'x' } },
    { options: { failingAfter: 4 } },
    { headerNames: [] },
    { authType: 'bearer' as const },
  ])('is not with %j', changed => {
    expect(isSameSetup(webhookDetails, { ...webhookDetails, ...changed })).toBe(false);
  });
});
