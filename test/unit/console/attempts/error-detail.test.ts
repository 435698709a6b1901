import { expect, it } from 'vitest';
import { russianDetails, shownDetail } from '../../../../console/src/attempts/error-detail.ts';
import { errorDetail, words } from '../../../../functions/adapters/error-detail.ts';

const texts = Object.values(words).flatMap(({ otherwise, byCode }) => [otherwise, ...byCode.values()]);

it.each([...new Set([...texts, ...Object.keys(russianDetails)])])('%s is said in Russian', text => {
  const said = shownDetail(text, 'ru');
  expect(said?.replaceAll(/TLS|HTTP\/1\.1/g, '')).toMatch(/^[^A-Za-z]*[а-яё][^A-Za-z]*$/i);
});

it.each([
  [null, undefined, undefined],
  ['certificate has expired', 'certificate has expired', 'срок сертификата истёк'],
  [
    errorDetail('connect', 'ECONNREFUSED'),
    'nothing accepts connections at this port (ECONNREFUSED)',
    'на этом порту никто не принимает подключений (ECONNREFUSED)',
  ],
  ['something new (ENEW)', 'something new (ENEW)', 'ENEW'],
  ['the address is not public (private)', 'the address is not public (private)', undefined],
  ['constructor', 'constructor', undefined],
])('%s', (detail, english, russian) => {
  expect([shownDetail(detail, 'en'), shownDetail(detail, 'ru')]).toEqual([english, russian]);
});
