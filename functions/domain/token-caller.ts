import * as z from 'zod/mini';
import type { Caller } from './caller.ts';
import { ProblemError } from './errors.ts';
import { keyRoles, scopesOf } from './key-role.ts';
import type { TokenClaimNames } from './token-verifier.ts';
import { companiesSchema } from './wire/key-schema.ts';
import { displayName, platformId } from './wire/text-schemas.ts';

/** At most 255 ASCII characters: https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
const subject = z.string().check(z.regex(/^[\x20-\x7e]{1,255}$/));

/** A list, or one company alone. */
const companies = z.union([
  companiesSchema,
  z.pipe(
    platformId,
    z.transform(id => [id]),
  ),
]);

/** Some issuers can send lists only: one of one role is that role. */
const role = z._default(
  z.union([
    z.enum(keyRoles),
    z.pipe(
      z.tuple([z.enum(keyRoles)]),
      z.transform(([one]) => one),
    ),
  ]),
  'reader',
);

/**
 * Who calls with a token that is valid. Nothing is guessed: a claim that cannot be read gives no rights. Nobody reveals secrets
 * by a token.
 * @throws ProblemError `forbidden`, naming the claim
 */
export function callerOfToken(claims: Readonly<Record<string, unknown>>, names: TokenClaimNames): Caller {
  const sub = subject.safeParse(claims.sub);
  if (!sub.success) throw unusable('sub', 'is not 1 to 255 ASCII characters');
  const held = companies.safeParse(claims[names.companies]);
  if (!held.success) {
    throw unusable(
      names.companies,
      'does not say which companies it is for. It must be a list of 1 to 1000 company ids, or one id; "*", every company, stands alone',
    );
  }
  const given = role.safeParse(claims[names.role]);
  if (!given.success) throw unusable(names.role, `is none of ${keyRoles.join(', ')}`);
  const actor = `user:${sub.data}` as const;
  return {
    id: actor,
    kind: 'user',
    name: nameIn(claims) ?? sub.data,
    actor,
    companies: held.data[0] === '*' ? '*' : held.data,
    scopes: scopesOf({ role: given.data, revealsSecrets: false }),
  };
}

function nameIn({ name, email }: Readonly<Record<string, unknown>>): string | undefined {
  return [name, email].map(text => displayName.safeParse(text)).find(({ success }) => success)?.data;
}

function unusable(claim: string, problem: string): ProblemError {
  return new ProblemError(
    'forbidden',
    `The token is valid, but its claim ${JSON.stringify(claim)} ${problem}.`,
  );
}
