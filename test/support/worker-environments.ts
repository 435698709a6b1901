import { readdirSync, readFileSync } from 'node:fs';

/**
 * The environments of a local run's functions, as their processes have them: Linux tells them in /proc.
 * @param awsEndpointUrl of the run
 */
export function workerEnvironments(awsEndpointUrl: string): Record<string, string>[] {
  const found: Record<string, string>[] = [];
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const environment = environmentOf(pid);
    if (environment.AWS_LAMBDA_FUNCTION_NAME === undefined) continue;
    if (environment.AWS_ENDPOINT_URL === awsEndpointUrl) found.push(environment);
  }
  return found;
}

function environmentOf(pid: string): Record<string, string> {
  try {
    const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
    return Object.fromEntries(
      lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  } catch {
    // Over by now, or another user's.
    return {};
  }
}
