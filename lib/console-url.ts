import type { CompleteProperties } from './properties.ts';

/** Where portal links lead; empty when the service knows of no console. */
export function consoleUrlOf({
  consoleUrl,
  consoleDomain,
}: Pick<CompleteProperties, 'consoleUrl' | 'consoleDomain'>): string {
  if (consoleUrl !== '' || consoleDomain === '') return consoleUrl;
  return `https://${consoleDomain}/`;
}
