import { describe, expect, it } from 'vitest';
import { type Fault, FinehookError } from '../../../client/api/client.ts';
import { faultWords, russianFault } from '../../../console/src/problems/fault-words.ts';
import { faultAt, faultsBeside, faultsOf, isAllAt } from '../../../console/src/problems/faults.ts';
import { placeOf } from '../../../console/src/problems/place-words.ts';
import { problemWords, russianProblem } from '../../../console/src/problems/problem-words.ts';
import { faultMeanings } from '../../../functions/domain/fault-codes.ts';
import { problemKinds } from '../../../functions/domain/problem-kinds.ts';

const long: Fault = {
  pointer: '/name',
  code: 'too-long',
  detail: 'Must have at most 100 characters.',
  limit: 100,
};
const company: Fault = { pointer: '/companies/0', code: 'not-held', detail: 'This key does not hold it.' };
const refusal = new FinehookError({
  status: 400,
  code: 'invalid-request',
  detail: 'The body is not valid.',
  errors: [long, company],
});

describe('faults of fields', () => {
  const faults = faultsOf(refusal, 'en');

  it('are found at a member and inside of it', () => {
    expect(faultAt(faults, '/name')).toBe('Must have at most 100 characters.');
    expect(faultAt(faults, '/companies')).toBe('This key does not hold it.');
    expect(faultAt(faults, '/nam')).toBeUndefined();
    expect(faultAt(faults, '/name', '/companies')).toBe(
      'Must have at most 100 characters. This key does not hold it.',
    );
    expect(faultsOf(new Error('else'), 'en')).toEqual([]);
  });

  it('leave nothing to say when each has a field', () => {
    expect(isAllAt(faults, ['/name', '/companies'])).toBe(true);
    expect(isAllAt(faults, ['/name'])).toBe(false);
    expect(isAllAt([], ['/name'])).toBe(false);
    expect(faultsBeside(faults, ['/name'])).toEqual([company]);
  });

  it('are said in Russian, with the limit', () => {
    expect(faultsOf(refusal, 'ru').map(({ pointer, detail }) => [pointer, detail])).toEqual([
      ['/name', 'Слишком длинно: не больше 100 символов.'],
      ['/companies/0', 'Сюда у вас нет доступа. Проверьте, верно ли указано место.'],
    ]);
    expect(russianFault('too-long', 21)).toBe('Слишком длинно: не больше 21 символа.');
    expect(russianFault('too-short', 1)).toBe('Заполните это поле.');
    expect(russianFault('too-short', 5)).toBe('Нужно не меньше 5 символов.');
  });

  it('are told without particulars where a newer service has another code', () => {
    expect(russianFault('of-tomorrow', 3)).toBe(faultWords.invalid);
    expect(russianFault('too-long', undefined)).toBe(faultWords.invalid);
    expect(russianProblem('http-502')).toMatch(/^Сервис отклонил запрос\./);
  });
});

/** What Russians write as it is, too. */
const names =
  /https?|URL|whsec_|base64|Slack|Teams|Discord|#0055ff|ops@example\.com|\{\{[\w.]+\}\}|10\.0\.0\.0\/8/g;

describe('in Russian', () => {
  it.each(Object.keys(faultMeanings))('the fault %s is said in plain words', code => {
    expect(Object.keys(faultWords)).toContain(code);
    const said = russianFault(code, 7);
    expect(said.replaceAll(names, '')).toMatch(/^[^A-Za-z]*[а-яё][^A-Za-z]*[.:]$/i);
    if (code !== 'invalid') expect(said).not.toBe(faultWords.invalid);
  });

  it.each(Object.keys(problemKinds))('the problem %s is said in plain words', code => {
    expect(Object.keys(problemWords)).toContain(code);
    expect(russianProblem(code).replaceAll(names, '')).toMatch(/^[^A-Za-z]*[а-яё][^A-Za-z]*\.$/i);
  });
});

it.each([
  ['/name', 'name'],
  ['/headers/x-a', 'headers'],
  ['/filter/anyOf/0/eventTypes/1', 'when'],
  ['/filter/anyOf/12/companies/0/companyId', 'where'],
  ['/filter/anyOf/0/conditions/all/0/value', 'onlyIf'],
  ['?to', 'to'],
  ['/filter', undefined],
  ['/constructor', undefined],
  ['/filter/anyOf/0/toString', undefined],
  ['', undefined],
])('the part at %s is %s', (pointer, place) => {
  expect(placeOf(pointer)).toBe(place);
});
