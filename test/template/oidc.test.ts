import { expect, test } from 'vitest';
import { completeProperties, defaultProperties } from '../../lib/complete-properties.ts';
import type { FinehookProperties } from '../../lib/properties.ts';
import { functionOf, synthesize } from './synthesized-template.ts';

const complete = (properties: FinehookProperties) => completeProperties('App/Webhooks', properties);
const oidcIssuer = 'https://login.example.com/tenant/';
const oidcAudience = 'finehook';

test('the api function learns whom to trust', () => {
  const given = { oidcIssuer, oidcAudience, oidcCompaniesClaim: 'https://acme.example/companies' };
  expect(functionOf(synthesize(given), 'api').properties.Environment).toMatchObject({
    Variables: {
      OIDC_ISSUER: oidcIssuer,
      OIDC_AUDIENCE: oidcAudience,
      OIDC_COMPANIES_CLAIM: 'https://acme.example/companies',
      OIDC_ROLE_CLAIM: 'role',
    },
  });
});

test('by default nobody', () => {
  expect(functionOf(synthesize(), 'api').properties.Environment).toMatchObject({
    Variables: { OIDC_ISSUER: '', OIDC_AUDIENCE: '' },
  });
});

test.each(['https://login.example.com', 'https://login.example.com:8443/a', 'http://127.0.0.1:8080/'])(
  'oidcIssuer takes "%s"',
  issuer => {
    expect(complete({ oidcIssuer: issuer, oidcAudience })).toEqual({
      ...defaultProperties,
      oidcIssuer: issuer,
      oidcAudience,
    });
  },
);

test.each([
  'login.example.com',
  'http://login.example.com/',
  'http://localhost/',
  'http://127.0.0.1.example.com/',
  'https://login.example.com/?tenant=1',
  'https://login.example.com/#',
  'https://user@login.example.com/',
  'file:///issuer',
])('oidcIssuer refuses "%s"', issuer => {
  expect(() => complete({ oidcIssuer: issuer, oidcAudience })).toThrow(
    `oidcIssuer is "${issuer}"; give an https URL without query and fragment, such as https://login.example.com/, or an empty text for no tokens`,
  );
});

test.each<[FinehookProperties, string]>([
  [{ oidcIssuer }, 'oidcAudience is ""; give what the "aud" of tokens must hold, together with oidcIssuer'],
  [{ oidcAudience }, 'oidcAudience is "finehook"; give what the "aud" of tokens must hold'],
  [{ oidcCompaniesClaim: '' }, 'oidcCompaniesClaim is ""; give the name of a claim'],
  [{ oidcRoleClaim: '' }, 'oidcRoleClaim is ""; give the name of a claim'],
])('%j is refused', (properties, problem) => {
  expect(() => complete(properties)).toThrow(`App/Webhooks: ${problem}`);
});
