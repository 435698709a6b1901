import { StartFailure } from './failure.ts';
import { isRecord, parseJson } from './json.ts';
import type { Options } from './options.ts';
import type { Runtime } from './runtime-file.ts';

/** Portal links lead to the console of this run, unless the user says otherwise, or wants none. */
export function withConsoleUrl(
  options: Options,
  consoleUrl: string,
): Pick<Options, 'stackName' | 'properties'> {
  const { stackName, properties } = options;
  if (properties.console === 'false') return { stackName, properties };
  return { stackName, properties: { consoleUrl: `${consoleUrl}/`, ...properties } };
}

/** Somebody of two customers who may do everything there. */
const sampleLink = {
  user: { id: 'sample-user', name: 'Alex' },
  companies: ['acme', 'globex'],
  role: 'admin',
  revealSecrets: true,
  expiresInSeconds: 3600,
  sessionMinutes: 1440,
};

/**
 * A link into the console of this run, which works once.
 * @returns `undefined` when links lead elsewhere, and with faults, which would strike here
 * @throws StartFailure when the API gives none
 */
export async function samplePortalLink(options: Options, runtime: Runtime): Promise<string | undefined> {
  const { assembly, properties, faults } = options;
  const leadsHere = assembly === undefined && properties.consoleUrl === undefined;
  if (runtime.consoleUrl === undefined || !leadsHere || faults !== undefined) return undefined;
  const response = await fetch(`${runtime.apiUrl}/v1/portal-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${runtime.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(sampleLink),
  });
  const text = await response.text();
  const answer = response.ok ? parseJson(text, 'the portal link') : null;
  const url = isRecord(answer) ? answer.url : undefined;
  if (typeof url === 'string') return url;
  throw new StartFailure(`the API made no portal link: ${text.slice(0, 500)}`);
}
