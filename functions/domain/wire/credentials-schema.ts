import * as z from 'zod/mini';
import { headerFaults, totalFault } from '../receiver-headers.ts';
import { issueText, says } from './issue-text.ts';

type Headers = Readonly<Record<string, string | null>>;

const eachHeader = z.check<Headers>(({ value, issues }) => {
  for (const { name, ...fault } of headerFaults(value)) {
    issues.push({ code: 'custom', path: [name], message: issueText(fault), input: value });
  }
});

const allHeaders = z.check<Readonly<Record<string, string>>>(({ value, issues }) => {
  const fault = totalFault(value);
  if (fault !== undefined) issues.push({ code: 'custom', message: issueText(fault), input: value });
});

/** Further headers of each call, by name. Never shown again. */
export const headersSchema = z.record(z.string(), z.string()).check(eachHeader, allHeaders);

/** RFC 7396: what is not named stays, `null` removes. */
export const headersPatchSchema = z.record(z.string(), z.nullable(z.string())).check(eachHeader);

const controls = says('invalid-characters', 'Control characters are not allowed.');
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const noControls = /^[^\u0000-\u001f\u007f-\u009f]*$/;

const username = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(256),
    z.regex(noControls, controls),
    z.regex(
      /^[^:]*$/,
      says('colon-not-allowed', 'A colon is not possible in it: RFC 7617 ends the user name there.'),
    ),
  );
const password = z.string().check(z.maxLength(1_024), z.regex(noControls, controls));
const bearerToken = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(4_096),
    z.regex(/^[!-~]*$/, says('not-ascii', 'Must be visible ASCII characters, without spaces.')),
  );

/** The `authorization` header of each call. Never shown again, but for its type. */
export const authSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('basic'), username, password }),
    z.strictObject({ type: z.literal('bearer'), token: bearerToken }),
  ],
  says('not-allowed', 'Must be "basic" or "bearer".'),
);

/** RFC 7396 while the type stays the same; another type begins anew. */
export const authPatchSchema = z.strictObject({
  type: z.exactOptional(z.enum(['basic', 'bearer'])),
  username: z.exactOptional(z.nullable(username)),
  password: z.exactOptional(z.nullable(password)),
  token: z.exactOptional(z.nullable(bearerToken)),
});

/** Whole again after a patch. */
export const ownCredentialsSchema = z.strictObject({
  headers: headersSchema,
  auth: z.exactOptional(authSchema),
});

export type HeadersPatch = z.infer<typeof headersPatchSchema>;
export type AuthPatch = z.infer<typeof authPatchSchema>;
