import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../../client/cli/commands.ts';
import { overview, ownHelp, sharedHelp } from '../../../client/cli/help.ts';

const block = (text: string) => ['```', text, '```'];

/** The page as it should be; `npx vitest run --project unit test/unit/docs/cli.test.ts --update` writes it. */
const page = [
  '# The command line',
  '',
  '`finehook` works with webhooks, deliveries, events, keys and grants from a terminal or a program, by the management API. It comes with',
  'the package (`npx finehook`); in this repository it is `npm run --silent finehook -- <command>`. With a local run on (`npm start`) nothing',
  'has to be set:',
  '',
  '```sh',
  "npm run --silent finehook -- webhooks create --name first --receiver http://127.0.0.1:4012/in/first --events '*' --in 'acme:*'",
  'npm run --silent finehook -- events publish --type TODO_MOVED --company acme --project website',
  '```',
  '',
  'Elsewhere the environment says where the API is and who calls it:',
  '',
  '```sh',
  'export FINEHOOK_URL=https://hooks.example.com FINEHOOK_API_KEY=fhk_…',
  'finehook webhooks list',
  '```',
  '',
  'People get tables, with times in UTC; programs give `--json` and get one JSON text, as the API has it, on standard output. What is told',
  'besides (progress, that a list goes on) stands on standard error, and so does an error: the title and detail of the problem, a line for',
  'each fault with its pointer into the request, and what to do; with `--json` the problem document ([errors](problems.md)). A request that',
  'can be repeated without harm is repeated when the service is busy. Numbers stay as they are written, on Node.js 22 and newer.',
  '',
  ...block(overview(commands)),
  '',
  ...block(sharedHelp({})),
  '',
  '`verify` calls no API, and takes `--json` and `--help` only.',
  ...commands.flatMap(command => ['', `## ${command.name}`, '', ...block(ownHelp(command))]),
  '',
].join('\n');

it('docs/cli.md shows the help of every command', async () => {
  await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/cli.md'));
});
