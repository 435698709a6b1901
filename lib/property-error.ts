/** Names the wrong properties, where they were given and what to give instead. */
export class PropertyError extends Error {
  override readonly name = 'PropertyError';

  constructor(where: string, problems: readonly string[]) {
    super(`${where}: ${problems.join('; ')}`);
  }
}
