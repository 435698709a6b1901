import { relative } from 'node:path';
import { defaultRuntimeFile } from './options.ts';
import { projectDirectory } from './project.ts';
import type { Runtime } from './runtime-file.ts';

export interface AnnouncementOptions {
  readonly runtime: Runtime;
  readonly runtimeFile: string;
  readonly logs: string;
  /** `undefined`: nothing is kept. */
  readonly dataDirectory: string | undefined;
  /** The service refuses the receiver, because it is on this machine. */
  readonly strictNetwork: boolean;
  /** What AWS does and this run does not, one line each. */
  readonly notEmulated: readonly string[];
}

/** What is printed when everything is ready. */
export function announcement(options: AnnouncementOptions): string {
  const { runtime, notEmulated } = options;
  return `
Finehook is ready.

  API           ${runtime.apiUrl}
  API key       ${runtime.apiKey}
  AWS endpoint  ${runtime.awsEndpointUrl}
  Event bus     ${runtime.eventBusName}
  Receiver      ${runtime.receiverUrl}
  Data          ${options.dataDirectory ?? 'in memory, nothing is kept'}
  Logs          ${options.logs}
  For tools     ${options.runtimeFile}

Not emulated:
${notEmulated.map(line => `  - ${line}`).join('\n')}

${options.strictNetwork ? strictText : `Try it (paste into another terminal, in this folder):\n\n${tryIt(runtime, options.runtimeFile)}`}

Ctrl-C stops it.
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
