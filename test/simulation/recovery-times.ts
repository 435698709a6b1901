/** Outages by how long they were, and within what time the first call has to follow. */
const classes = [
  { name: 'up to 1 min', upToMs: 60_000, boundMs: 30_000 },
  { name: 'up to 1 h', upToMs: 3_600_000, boundMs: 900_000 },
  { name: 'up to 72 h', upToMs: Number.POSITIVE_INFINITY, boundMs: 900_000 },
] as const;

interface Row {
  readonly name: string;
  readonly boundMs: number;
  outages: number;
  longestMs: number;
  sumMs: number;
}

/** From the end of an outage to the first call after it. */
export class RecoveryTimes {
  readonly rows: readonly Row[] = classes.map(({ name, boundMs }) => ({
    name,
    boundMs,
    outages: 0,
    longestMs: 0,
    sumMs: 0,
  }));

  note(outageMs: number, firstCallMs: number): void {
    const row = this.rows[classes.findIndex(({ upToMs }) => outageMs <= upToMs)];
    if (row === undefined) return;
    row.outages++;
    row.sumMs += firstCallMs;
    row.longestMs = Math.max(row.longestMs, firstCallMs);
  }

  get isWithinBounds(): boolean {
    return this.rows.every(({ longestMs, boundMs }) => longestMs <= boundMs);
  }
}
