/** @param share 0.5 for the median, 1 for the largest */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('there are no samples');
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

export function minimum(samples: readonly number[]): number {
  return percentile(samples, 0);
}

/** First row: names of the columns. The first column is text, the others are numbers. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${cells.join('   ')}`);
  }
}

/** @param measured compared with `limit`, in its own unit */
export function printVerdict(target: string, measured: number, limit: number): void {
  console.log(`\n  Target: ${target}: ${measured <= limit ? 'met' : 'MISSED'}.\n`);
}
