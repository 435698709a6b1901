import { parseArgs } from 'node:util';
import { World } from './world.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1e5' },
    seed: { type: 'string', default: '1' },
    webhooks: { type: 'string', default: '300' },
    days: { type: 'string', default: '60' },
  },
});

const options = {
  events: Number(values.events),
  seed: Number(values.seed),
  webhooks: Number(values.webhooks),
  days: Number(values.days),
};
if (!Object.values(options).every(value => Number.isFinite(value) && value > 0)) {
  throw new Error('usage: npm run simulate -- [--events 1e7] [--seed 1] [--webhooks 300] [--days 60]');
}

const startedMs = performance.now();
const world = new World(options);
await world.run(day => {
  if (day % 10 === 0) process.stderr.write(`day ${day}: ${world.created} events\n`);
});

const { ends } = world.deliveries;
const states = [...world.webhooks.states.values()];
const needPeople = states.filter(({ health }) => health.status !== 'active');
const givenUp = needPeople.filter(({ health }) => health.holdPeriodOver === true);
const heldByGivenUp = givenUp.reduce((sum, { webhook }) => sum + world.deliveries.heldBy(webhook.id), 0);
const waiting = world.deliveries.waiting - heldByGivenUp;
const lost = world.created - ends.delivered - ends.failed - world.deliveries.waiting;
const neglected = world.neglected + needPeople.length - givenUp.length;
const line = (name: string, value: string | number) => console.log(`${name.padEnd(44)} ${value}`);

line('events', world.created);
line('delivered', ends.delivered);
line('failed after five attempts', ends.failed);
line('still waiting', waiting);
line('held until a person enables their webhook', heldByGivenUp);
line('lost', lost);
line('webhooks that became failing', world.counts.WebhookFailing ?? 0);
line('webhooks that were disabled', world.counts.WebhookDisabled ?? 0);
line('wrongly disabled', world.wronglyDisabled);
line('given up: not back within the hold period', givenUp.length);
line('given up, or left, though the receiver was back', neglected);
line('attempts discounted for our own faults', world.counts.AttemptDiscounted ?? 0);
line('transitions frozen', world.counts.TransitionFrozen ?? 0);
for (const { name, outages, longestMs, sumMs, boundMs } of world.recoveries.rows) {
  const mean = outages === 0 ? 0 : sumMs / outages / 1000;
  line(
    `first call after an outage of ${name}`,
    `mean ${mean.toFixed(1)} s, longest ${(longestMs / 1000).toFixed(1)} s of ${boundMs / 1000} s (${outages} outages)`,
  );
}
line('seed', options.seed);
line('took', `${((performance.now() - startedMs) / 1000).toFixed(1)} s`);

const isRight =
  lost === 0 &&
  waiting === 0 &&
  world.wronglyDisabled === 0 &&
  neglected === 0 &&
  world.recoveries.isWithinBounds;
process.exitCode = isRight ? 0 : 1;
