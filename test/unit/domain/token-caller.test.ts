import { describe, expect, it } from 'vitest';
import { keyRoles, scopesOf } from '../../../functions/domain/key-role.ts';
import { callerOfToken } from '../../../functions/domain/token-caller.ts';

const names = { companies: 'companies', role: 'role' };
const callerOf = (claims: object) => callerOfToken({ sub: 'u-1', companies: ['acme'], ...claims }, names);

it('is the person, who does what a reader may, under their own name', () => {
  expect(callerOf({ name: 'Ada' })).toEqual({
    id: 'user:u-1',
    kind: 'user',
    name: 'Ada',
    actor: 'user:u-1',
    companies: ['acme'],
    scopes: scopesOf({ role: 'reader', revealsSecrets: false }),
  });
});

describe('companies', () => {
  it.each([
    [
      ['acme', 'globex'],
      ['acme', 'globex'],
    ],
    ['acme', ['acme']],
    ['acme globex', ['acme globex']],
    [['*'], '*'],
    ['*', '*'],
  ])('%j', (given, held) => {
    expect(callerOf({ companies: given }).companies).toEqual(held);
  });

  it.each([
    [undefined],
    [null],
    [[]],
    [''],
    [['']],
    [['acme', '*']],
    [['acme', 7]],
    [{ acme: true }],
    [true],
    [['a\nb']],
    [['x'.repeat(129)]],
    [Array.from({ length: 1001 }, (_, i) => `c${i}`)],
  ])('never every company: %j is refused', given => {
    expect(() => callerOf({ companies: given })).toThrow(
      expect.objectContaining({
        code: 'forbidden',
        message:
          'The token is valid, but its claim "companies" does not say which companies it is for. It must be a list of 1 to 1000 company ids, or one id; "*", every company, stands alone.',
      }),
    );
  });

  it('come from the claim that is named, and from no other', () => {
    const claims = { sub: 'u-1', companies: ['*'], 'https://acme.example/companies': ['acme'] };
    const own = { companies: 'https://acme.example/companies', role: 'role' };
    expect(callerOfToken(claims, own).companies).toEqual(['acme']);
    expect(() => callerOfToken(claims, { companies: 'constructor', role: 'role' })).toThrow(
      'its claim "constructor" does not say',
    );
  });
});

describe('role', () => {
  it.each(keyRoles.flatMap(role => [[role, role] as const, [[role], role] as const]))(
    '%j has the scopes of that role, and does not reveal secrets',
    (given, role) => {
      const { scopes } = callerOf({ role: given });
      expect(scopes).toEqual(scopesOf({ role, revealsSecrets: false }));
      expect(scopes).not.toContain('secrets:reveal');
    },
  );

  it.each(['owner', 'Admin', '', null, 1, [], ['reader', 'admin']])('%j is refused', role => {
    expect(() => callerOf({ role })).toThrow(
      'The token is valid, but its claim "role" is none of admin, manager, reader, publisher.',
    );
  });
});

describe('name', () => {
  it.each([
    [{ name: 'Ada', email: 'ada@example.com' }, 'Ada'],
    [{ email: 'ada@example.com' }, 'ada@example.com'],
    [{ name: ' ', email: 'ada@example.com' }, 'ada@example.com'],
    [{ name: 'Ada\u202e', email: 7 }, 'u-1'],
    [{ name: 'x'.repeat(101) }, 'u-1'],
    [{}, 'u-1'],
  ])('of %j', (claims, name) => {
    expect(callerOf(claims).name).toBe(name);
  });
});

it.each(['', 'é', 'a\n', 'x'.repeat(256), 7, undefined])('the subject %j is refused', sub => {
  expect(() => callerOf({ sub })).toThrow('its claim "sub" is not 1 to 255 ASCII characters.');
});
