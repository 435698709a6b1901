import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Finehook } from '../support/finehook.ts';
import { type LocalRun, startLocalRun } from '../support/local-run.ts';
import { newSigningKey, type OidcIssuer, signedToken, startOidcIssuer } from '../support/oidc-issuer.ts';

const key = newSigningKey('RS256');
const audience = 'https://hooks.example.com/';
const companies = 'https://acme.example/companies';

let issuer: OidcIssuer;
let run: LocalRun;
let finehook: Finehook;

beforeAll(async () => {
  issuer = await startOidcIssuer(key);
  const properties = { oidcIssuer: issuer.url, oidcAudience: audience, oidcCompaniesClaim: companies };
  run = await startLocalRun({
    args: Object.entries(properties).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  });
  finehook = new Finehook(run.runtime);
});

afterAll(async () => {
  await run.stop();
  await issuer.close();
});

const token = (claims: object, by = key) => {
  const seconds = Math.floor(Date.now() / 1000);
  return signedToken(
    { iss: issuer.url, aud: audience, sub: 'auth0|ada', exp: seconds + 600, iat: seconds, ...claims },
    by,
  );
};
const as = (claims: object, by = key) => ({ authorization: `Bearer ${token(claims, by)}` });
const input = {
  name: 'n',
  url: 'https://example.com/',
  filter: { anyOf: [{ eventTypes: ['*'], companies: [{ companyId: 'acme', projectIds: '*' }] }] },
};

describe('tokens of an OpenID Connect issuer', () => {
  it('manage webhooks of the companies that they name, under the name of their person', async () => {
    const ada = as({ [companies]: ['acme'], role: 'manager', email: 'ada@example.com' });
    const made = await finehook.api('POST', '/v1/webhooks', input, ada);
    expect(made.status).toBe(201);
    const { body } = await finehook.api('GET', `/v1/audit-log?thingId=${made.body.id}`);
    expect(body.items).toMatchObject([
      {
        operation: 'createWebhook',
        actor: { kind: 'user', id: 'auth0|ada', name: 'ada@example.com' },
        outcome: 'done',
      },
    ]);
    const other = as({ [companies]: 'globex', role: 'manager' });
    expect((await finehook.api('GET', `/v1/webhooks/${made.body.id}`, undefined, other)).status).toBe(404);
    const reader = as({ [companies]: ['acme'] });
    const path = `/v1/webhooks/${made.body.id}`;
    expect((await finehook.api('GET', path, undefined, reader)).status).toBe(200);
    expect((await finehook.api('DELETE', path, undefined, reader)).status).toBe(403);
  });

  it('repeat a creation, and do none twice when they are renewed', async () => {
    const name = { 'idempotency-key': 'k-1' };
    const mine = { [companies]: ['acme'], role: 'manager' };
    const first = as({ ...mine, jti: '1' });
    const [made, again, renewed] = [
      await finehook.api('POST', '/v1/webhooks', input, { ...name, ...first }),
      await finehook.api('POST', '/v1/webhooks', input, { ...name, ...first }),
      await finehook.api('POST', '/v1/webhooks', input, { ...name, ...as({ ...mine, jti: '2' }) }),
    ];
    expect([made.status, again.body, again.headers.get('idempotent-replayed'), renewed.status]).toEqual([
      201,
      made.body,
      'true',
      422,
    ]);
  });

  it('are refused when they are for nobody, of somebody else, or over', async () => {
    const ask = async (claims: object, by = key) =>
      (await finehook.api('GET', '/v1/webhooks', undefined, as(claims, by))).status;
    const mine = { [companies]: ['acme'] };
    expect(await ask({ companies: ['acme'] })).toBe(403);
    expect(await ask({ ...mine, aud: 'other' })).toBe(401);
    expect(await ask({ ...mine, exp: 1 })).toBe(401);
    expect(await ask(mine, { ...newSigningKey('RS256'), kid: key.kid })).toBe(401);
    expect(await ask(mine)).toBe(200);
  });
});
