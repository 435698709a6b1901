/**
 * Whether a path pattern of a cache behavior fits: `*` stands for any number of characters, slashes too, `?` for exactly one; upper and
 * lower case differ; the leading slash of a pattern may be left out.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 * @param path of the request, without its query
 */
export function matchesPathPattern(pattern: string, path: string): boolean {
  const source = pattern.replace(/^\//, '').replace(/[\\^$.*+?()[\]{}|]/g, character => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : `\\${character}`;
  });
  return new RegExp(`^/${source}$`, 's').test(path);
}
