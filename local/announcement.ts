import { relative } from 'node:path';
import { faultKinds } from './faults/fault-kinds.ts';
import type { Faults } from './faults/faults.ts';
import { defaultRuntimeFile } from './options.ts';
import { projectDirectory } from './project.ts';
import type { Runtime } from './runtime-file.ts';

export interface AnnouncementOptions {
  readonly runtime: Runtime;
  readonly runtimeFile: string;
  /** A link into the console that works once. */
  readonly portalLink: string | undefined;
  /** Whether the template has the page about the API. */
  readonly hasReference: boolean;
  readonly logs: string;
  /** `undefined`: nothing is kept. */
  readonly dataDirectory: string | undefined;
  /** The service refuses the receiver, because it is on this machine. */
  readonly strictNetwork: boolean;
  /** What AWS does and this run does not, one line each. */
  readonly notEmulated: readonly string[];
  /** What goes wrong on purpose. */
  readonly faults: Faults | undefined;
}

/** What is printed when everything is ready. */
export function announcement(options: AnnouncementOptions): string {
  const { runtime, notEmulated } = options;
  return `
Finehook is ready.

  API           ${runtime.apiUrl}
${options.hasReference ? `  Reference     ${runtime.apiUrl}/reference\n` : ''}  API key       ${runtime.apiKey}
  AWS endpoint  ${runtime.awsEndpointUrl}
  Event bus     ${runtime.eventBusName}
  Receiver      ${runtime.receiverUrl}
${consoleText(options)}  Data          ${options.dataDirectory ?? 'in memory, nothing is kept'}
  Logs          ${options.logs}
  For tools     ${options.runtimeFile}

Not emulated:
${notEmulated.map(line => `  - ${line}`).join('\n')}
${options.faults === undefined ? '' : faultsText(options.faults, runtime.awsEndpointUrl)}
${options.strictNetwork ? strictText : `Try it (paste into another terminal, in this folder):\n\n${tryIt(runtime, options.runtimeFile)}`}

Ctrl-C stops it.
`;
}

function consoleText({ runtime: { consoleUrl }, portalLink }: AnnouncementOptions): string {
  if (consoleUrl === undefined) return '';
  const signedIn = portalLink === undefined ? '' : `  Console (signed in, works once)  ${portalLink}\n`;
  return `  Console       ${consoleUrl}\n${signedIn}`;
}

function faultsText(faults: Faults, awsEndpointUrl: string): string {
  const lines = faults
    .states()
    .filter(({ rate }) => rate > 0)
    .map(({ kind, rate, callers }) => {
      const { what, of } = faultKinds[kind];
      const whom = callers === undefined ? '' : ` (${callers.join(', ')})`;
      return `  - ${kind}, ${rate} of ${of}: ${what}${whom}`;
    });
  return `
Faults, of seed ${faults.seed} (GET ${awsEndpointUrl}/faults counts them):
${lines.join('\n')}
`;
}

const strictText =
  'With --strict-network webhooks need a public https URL, as in the cloud, so the receiver on this machine takes none.';

/** Commands that make a webhook, tell the receiver its secret, publish an event and show what was received. */
export function tryIt(runtime: Runtime, runtimeFile: string): string {
  const webhook = JSON.stringify({
    name: 'first',
    url: `${runtime.receiverUrl}/in/first`,
    filter: {
      anyOf: [
        {
          eventTypes: ['TODO_DONE_STATUS_UPDATED'],
          companies: [{ companyId: 'acme', projectIds: ['website'] }],
        },
      ],
    },
  });
  const file =
    runtimeFile === defaultRuntimeFile
      ? ''
      : ` --runtime-file ${quote(relative(projectDirectory, runtimeFile))}`;
  return `webhook=$(curl -sS ${runtime.apiUrl}/v1/webhooks \\
  -H 'authorization: Bearer ${runtime.apiKey}' -H 'content-type: application/json' \\
  -d '${webhook}')
printf '%s\\n' "$webhook"
id=$(printf '%s' "$webhook" | sed 's/.*"id":"\\(whk_[^"]*\\)".*/\\1/')
secret=$(printf '%s' "$webhook" | sed 's/.*"secret":"\\([^"]*\\)".*/\\1/')
curl -sS -X PUT "${runtime.receiverUrl}/secrets/$id" -d "{\\"secret\\":\\"$secret\\"}"
npm run --silent publish-event -- --type TODO_DONE_STATUS_UPDATED --company acme --project website${file}
sleep 1
curl -sS '${runtime.receiverUrl}/received?name=first'`;
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
