const secondMs = 1000;
/** As many as a page of the index, a sweep of SQS batches and a second have room for. */
const mostPerSecond = 200;

/**
 * How many held deliveries may be sent within this second of a release: one, then twice as many each second, so that a
 * receiver that has just come back is not run over.
 */
export function releasePerSecond(releasingSince: string, nowMs: number): number {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(releasingSince)) / secondMs));
  return Math.min(mostPerSecond, 2 ** Math.min(seconds, 30));
}
