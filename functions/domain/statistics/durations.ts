/**
 * Durations are counted in buckets that grow by a quarter each: bucket n has what took longer than 1.25^(n-1) ms and at most
 * 1.25^n ms. A percentile is told as the middle of its bucket, by ratio, so it is at most 12 % off.
 */
const growth = 1.25;
/** 1.25^47 ms are 36 s: longer than a call may take. */
export const lastBucket = 47;

/** Number of calls by bucket; a bucket that is absent has none. */
export type Buckets = ReadonlyMap<number, number>;

export function bucketOf(durationMs: number): number {
  const bucket = Math.ceil(Math.log(Math.max(1, durationMs)) / Math.log(growth));
  return Math.min(lastBucket, bucket);
}

/**
 * @param share 0.5 for the median
 * @returns whole milliseconds; `null` when nothing was counted
 */
export function percentile(buckets: Buckets, share: number): number | null {
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let passed = 0;
  for (const [bucket, count] of sorted) {
    passed += count;
    if (passed >= share * total) return Math.round(growth ** (bucket - 0.5));
  }
  return null;
}
