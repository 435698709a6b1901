/** Edits (insert, delete, replace, swap of neighbours) between two short texts: optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const options = [replaced, at(row - 1, column) + 1, at(row, column - 1) + 1];
      if (swapped && row > 1 && column > 1) options.push(at(row - 2, column - 2) + 1);
      current.push(Math.min(...options));
    }
  }
  return at(a.length, b.length);
}

/** The known name that a misspelt one most likely meant; `undefined` when none is near. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  if (name.length > 60) return undefined;
  const plain = (text: string) => text.toLowerCase().replaceAll(/[_-]/g, '');
  const asked = plain(name);
  const [nearest] = known
    .map(candidate => ({ candidate, edits: editDistance(asked, plain(candidate)) }))
    .sort((a, b) => a.edits - b.edits);
  const most = asked.length > 5 ? 2 : 1;
  return nearest !== undefined && nearest.edits <= most ? nearest.candidate : undefined;
}
