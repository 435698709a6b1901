import { cpus } from 'node:os';
import { PatternIndex, parseEvent, parsePattern } from '../../event-pattern/api.ts';
import { readVectors, type Vector } from '../unit/event-pattern/read-vectors.ts';
import { type Matcher, ours, withAlternatives } from './event-pattern/matchers.ts';
import { microsecondsOf } from './event-pattern/pace.ts';
import { eventsOf, rulesOf, type World } from './event-pattern/rules.ts';
import { printTable, printVerdict } from './statistics.ts';

/**
 * The event-pattern library: right answers and pace beside the other matchers of npm, events per second beside AWS's
 * library, and how the cost of an event grows with rules that do not match it.
 */

const seed = 'event-pattern';

/**
 * Events of 900 bytes a second on one thread that event-ruler 2.0.1 matched against realistic rules on a machine of two
 * such cores, least and most. They are of another run: a busy machine makes ours look slower.
 */
const eventRuler = { 300: [80_000, 94_000], 10000: [29_000, 51_000] } as const;
const times = 2;

const perSecond = (microseconds: number) => Math.round(1_000_000 / microseconds).toLocaleString('en');
const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

/** null for a pattern that it refuses. The others know a few fields beside `detail`, so all of it goes there. */
function answer(matcher: Matcher, { pattern, event }: Vector): boolean | null {
  try {
    if (matcher === ours) return matcher.one(pattern)(event);
    return matcher.one(`{"detail":${pattern}}`)(`{"detail":${event}}`);
  } catch {
    return null;
  }
}

function compareAnswers(matchers: readonly Matcher[]): void {
  const vectors = ['patterns.jsonl', 'aws-validated.jsonl'].flatMap(readVectors);
  const valid = vectors.filter(vector => vector.valid);
  const right = (matcher: Matcher, cases: readonly Vector[]) =>
    cases.filter(vector => answer(matcher, vector) === vector.match).length;
  console.log(
    `\n  Right answers to ${vectors.length} vectors, and to the ${valid.length} with a valid pattern\n`,
  );
  printTable([
    ['', 'all', 'valid'],
    ...matchers.map(matcher => [
      matcher.name,
      share(right(matcher, vectors), vectors.length),
      share(right(matcher, valid), valid.length),
    ]),
  ]);
}

function comparePace(matchers: readonly Matcher[]): void {
  const world = { companies: 30, rules: 300, seed };
  const rules = rulesOf(world);
  const events = eventsOf(world, 100);
  const paces = matchers.map(matcher => {
    const each = rules.slice(0, 20).map(rule => matcher.one(rule));
    const pairs = events.slice(0, 20).flatMap(event => each.map(matchesOne => ({ matchesOne, event })));
    const some = events.slice(0, matcher === ours ? events.length : 20);
    return {
      name: matcher.name,
      one: microsecondsOf(pairs, ({ matchesOne, event }) => matchesOne(event)),
      many: microsecondsOf(some, matcher.many(rules), { rounds: 10, chunkSize: 1 }),
    };
  });
  const [own] = paces;
  const ratio = (theirs: number, mine: number | undefined) => `${((mine ?? 0) / theirs).toPrecision(2)}x`;
  console.log('\n  Events a second, their JSON read each time\n');
  printTable([
    ['', 'one pattern', 'of ours', '300 rules', 'of ours'],
    ...paces.map(({ name, one, many }) => [
      name,
      perSecond(one),
      ratio(one, own?.one),
      perSecond(many),
      ratio(many, own?.many),
    ]),
  ]);
}

function compareWithEventRuler(): void {
  const rows = ([300, 10_000] as const).flatMap(rules =>
    [10, 100].map(perCompany => {
      const world = { companies: rules / perCompany, rules, seed };
      const match = ours.many(rulesOf(world));
      const events = eventsOf(world, 500);
      const found = events.map(match).reduce((sum, count) => sum + count, 0) / events.length;
      return { rules, perCompany, found, pace: microsecondsOf(events, match, { rounds: 100 }) };
    }),
  );
  console.log('\n  Events of 900 bytes a second on one thread\n');
  printTable([
    ['rules', 'per company', 'match an event', 'events/s', 'event-ruler'],
    ...rows.map(({ rules, perCompany, found, pace }) => [
      rules.toLocaleString('en'),
      String(perCompany),
      found.toFixed(2),
      perSecond(pace),
      eventRuler[rules].map(value => value.toLocaleString('en')).join('–'),
    ]),
  ]);
  for (const { rules, perCompany, pace } of rows) {
    const [least, most] = eventRuler[rules];
    const name = `${rules} rules, ${perCompany} per company: at least 1/${times} of event-ruler's middle`;
    printVerdict(name, (((least + most) / 2) * pace) / 1_000_000, times);
  }
}

interface Series {
  readonly name: string;
  readonly world: (rules: number) => World;
  readonly wanted?: (rule: string) => boolean;
  readonly elsewhere?: { readonly companyId?: string; readonly projectId?: string };
}

const series: readonly Series[] = [
  {
    name: 'none match: other companies',
    world: rules => ({ companies: 30, rules, seed }),
    elsewhere: { companyId: 'company-other' },
  },
  {
    name: 'none match: 30 companies, other projects',
    world: rules => ({ companies: 30, rules, seed }),
    wanted: rule => rule.includes('"projectId"'),
    elsewhere: { projectId: 'project-other' },
  },
  { name: 'few match: 10 rules per company', world: rules => ({ companies: rules / 10, rules, seed }) },
];

/** Of the matching alone: what reading an event costs does not grow. */
function measureGrowth(): void {
  const sizes = [300, 3_000, 30_000];
  const rows = series.map(({ name, world, wanted = () => true, elsewhere }) => {
    const costs = sizes.map(size => {
      const index = new PatternIndex<number>();
      for (const [nth, rule] of rulesOf(world(size)).filter(wanted).entries())
        index.set(nth, parsePattern(rule));
      const events = eventsOf(world(size), 500, elsewhere).map(parseEvent);
      return microsecondsOf(events, event => index.match(event), { rounds: 100 });
    });
    const [first = 0] = costs;
    const exponent = Math.log((costs.at(-1) ?? 0) / first) / Math.log(100);
    return { name, costs, exponent };
  });
  console.log('\n  Microseconds of matching an event that is read, by number of rules\n');
  printTable([
    ['', ...sizes.map(size => size.toLocaleString('en')), 'exponent'],
    ...rows.map(({ name, costs, exponent }) => [
      name,
      ...costs.map(cost => cost.toFixed(2)),
      exponent.toFixed(2),
    ]),
  ]);
  printVerdict('less than linear', Math.max(...rows.map(({ exponent }) => exponent)), 0.99);
}

console.log(`\n  Node.js ${process.version}, ${cpus().length} x ${cpus()[0]?.model}`);
compareWithEventRuler();
measureGrowth();
await withAlternatives(alternatives => {
  const matchers = [ours, ...alternatives];
  compareAnswers(matchers);
  comparePace(matchers);
});
