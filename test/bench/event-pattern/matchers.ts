import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PatternIndex, parsePattern } from '../../../event-pattern/api.ts';

/** A library, as its users call it. */
export interface Matcher {
  readonly name: string;
  /** Throws when it refuses the pattern; the answer takes the text of an event. */
  one(pattern: string): (event: string) => boolean;
  /** How many of the patterns match. */
  many(patterns: readonly string[]): (event: string) => number;
}

export const ours: Matcher = {
  name: 'finehook/event-pattern',
  one(source) {
    const index = new PatternIndex<string>();
    index.set('', parsePattern(source));
    return event => index.matchText(event).length > 0;
  },
  many(sources) {
    const index = new PatternIndex<number>();
    for (const [nth, source] of sources.entries()) index.set(nth, parsePattern(source));
    return event => index.matchText(event).length;
  },
};

/** Emulators for development, whose matchers can be called alone. Both are under the MIT licence. */
const packages = [
  '@coorpacademy/serverless-offline-eventbridge@1.0.1',
  'serverless-offline-aws-eventbridge@2.2.4',
];

/** Both take their patterns and events as `JSON.parse` reads them, and refuse nothing before they match. */
function matcherOf<Event>(
  name: string,
  read: (event: string) => Event,
  matchesOne: (pattern: unknown, event: Event) => boolean,
): Matcher {
  return {
    name,
    one(source) {
      const pattern: unknown = JSON.parse(source);
      return event => matchesOne(pattern, read(event));
    },
    many(sources) {
      const patterns = sources.map((source): unknown => JSON.parse(source));
      return source => {
        const event = read(source);
        return patterns.filter(pattern => matchesOne(pattern, event)).length;
      };
    },
  };
}

interface Pure {
  matchesPattern(pattern: unknown, event: unknown): boolean;
}

type Plugin = new (
  serverless: object,
  options: object,
  logging: object,
) => {
  verifyIsSubscribed(subscriber: { event: { pattern: unknown } }, entry: object): boolean;
};

/** What PutEvents gets of an event, which is what this matcher takes: it parses the Detail for each pattern. */
function entryOf(source: string): object {
  const event: { source?: string; 'detail-type'?: string; detail?: unknown } = JSON.parse(source);
  return { Source: event.source, DetailType: event['detail-type'], Detail: JSON.stringify(event.detail) };
}

/** Installs the alternatives into a folder that lives as long as `use`: with what they need they are 270 MB. */
export async function withAlternatives(use: (matchers: readonly Matcher[]) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'finehook-event-pattern-'));
  try {
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    const options = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
    await promisify(execFile)('npm', ['install', ...options, ...packages], { cwd: folder });
    const require = createRequire(join(folder, 'package.json'));
    const { matchesPattern }: Pure = require('@coorpacademy/serverless-offline-eventbridge/src/eventbridge');
    const EventBridgePlugin: Plugin = require('serverless-offline-aws-eventbridge');
    const plugin = new EventBridgePlugin({}, {}, {});
    const [pure = '', emulator = ''] = packages;
    use([
      matcherOf(pure, (event): unknown => JSON.parse(event), matchesPattern),
      matcherOf(emulator, entryOf, (pattern, entry) =>
        plugin.verifyIsSubscribed({ event: { pattern } }, entry),
      ),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
