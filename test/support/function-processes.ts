import { readdirSync, readFileSync } from 'node:fs';

export interface FunctionProcess {
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The processes in which a local run's functions live, as Linux tells them in /proc.
 * @param awsEndpointUrl of the run
 * @param namePart of the functions' names
 */
export function functionProcesses(awsEndpointUrl: string, namePart: string): FunctionProcess[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => ({ pid: Number(pid), environment: environmentOf(pid) }))
    .filter(({ environment }) => environment.AWS_ENDPOINT_URL === awsEndpointUrl)
    .filter(({ environment }) => environment.AWS_LAMBDA_FUNCTION_NAME?.includes(namePart));
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
