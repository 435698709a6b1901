import type { CreatedKey } from '../api/client.ts';
import type { Command } from './command.ts';
import { flag, list, oneOf, optional, required, wholeNumber, word } from './options.ts';
import type { Output } from './output.ts';
import { table } from './output.ts';
import { collect, cursorOption, limitOption } from './pages.ts';
import { time } from './time.ts';

const id = word('keyId', 'id of an API key, key_…');
const nameOption = required('name', 'NAME', 'what people recognise the key by');
export const companiesOption = required('companies', 'LIST', "companyIds by comma, or '*' for all", list);
export const roleOption = optional(
  'role',
  'ROLE',
  'admin, manager (default), reader or publisher',
  oneOf(['admin', 'manager', 'reader', 'publisher']),
);
export const revealOption = flag('reveal-secrets', 'may also read the signing secrets of webhooks');
const expiresOption = optional('expires', 'TIME', 'until when it works (RFC 3339; default: always)', time);
const overlapOption = optional(
  'overlap-hours',
  'N',
  'how long the old key works beside the new one (default: 24)',
  wholeNumber(0, 168),
);

/** The key alone stands on standard output, so that it can go to where it is kept. */
function showKey(output: Output, created: CreatedKey): void {
  output.result(created, () => [created.key]);
  output.note(`Key ${created.id} ("${created.name}") is made. It is shown this once: keep it safe.`);
}

export const keyCommands: readonly Command[] = [
  {
    name: 'keys list',
    summary: 'The API keys whose companies your own holds, newest first.',
    options: [limitOption, cursorOption],
    examples: ['keys list'],
    async run({ values, output, api }) {
      const client = await api();
      const extent = { limit: values.get(limitOption), cursor: values.get(cursorOption) };
      const found = await collect(page => client.listKeys(page), extent);
      output.result(found, () =>
        table(
          ['id', 'name', 'role', 'companies', 'last used', 'expires'],
          found.items.map(key => [
            key.id,
            key.name,
            key.role,
            key.companies.join(','),
            key.lastUsedAt,
            key.expiresAt,
          ]),
        ),
      );
      output.more(found);
      return 0;
    },
  },
  {
    name: 'keys create',
    summary: 'Make an API key. It is shown this once, alone on standard output.',
    notes: [
      'It reaches no further than the key that makes it. The first key of a stack is made by npm run keys.',
    ],
    options: [nameOption, companiesOption, roleOption, revealOption, expiresOption],
    examples: ['keys create --name CI --companies acme,globex --role publisher'],
    async run({ values, output, api }) {
      const role = values.get(roleOption);
      const expiresAt = values.get(expiresOption);
      const body = {
        name: values.get(nameOption),
        companies: values.get(companiesOption),
        revealSecrets: values.get(revealOption),
        ...(role === undefined ? {} : { role }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      };
      showKey(output, await (await api()).createKey({ body }));
      return 0;
    },
  },
  {
    name: 'keys rotate',
    summary: 'Make a new API key in the place of an old one, which goes on working for a while.',
    words: [id],
    options: [overlapOption],
    examples: ['keys rotate key_01', 'keys rotate key_01 --overlap-hours 0'],
    async run({ values, output, api }) {
      const overlapHours = values.get(overlapOption);
      const body = overlapHours === undefined ? {} : { overlapHours };
      const client = await api();
      showKey(output, await client.rotateKey({ id: values.get(id), body }));
      return 0;
    },
  },
  {
    name: 'keys delete',
    summary: 'Revoke an API key: it is refused everywhere within five seconds.',
    words: [id],
    examples: ['keys delete key_01'],
    async run({ values, output, api }) {
      const keyId = values.get(id);
      await (await api()).deleteKey({ id: keyId });
      output.result({ deleted: keyId }, () => [`deleted ${keyId}`]);
      return 0;
    },
  },
];
