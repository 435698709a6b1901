import { expect, it } from 'vitest';
import { World } from '../simulation/world.ts';

it('two months of outages, in short: nothing is lost, nobody is wrongly disabled, all recover in time', async () => {
  const world = new World({ seed: 7, events: 20_000, webhooks: 60, days: 60 });
  await world.run(() => {});
  const { ends, waiting } = world.deliveries;
  const statuses = [...world.webhooks.states.values()].map(({ health }) => health.status);
  expect(ends.delivered + ends.failed).toBe(world.created);
  expect([waiting, world.wronglyDisabled, world.recoveries.isWithinBounds]).toEqual([0, 0, true]);
  expect(new Set(statuses)).toEqual(new Set(['active']));
  // It was not for want of trouble.
  expect(world.counts.WebhookDisabled).toBeGreaterThan(50);
  expect(world.counts.WebhookFailing).toBeGreaterThan(100);
  expect(world.counts.AttemptDiscounted).toBeGreaterThan(10);
});
