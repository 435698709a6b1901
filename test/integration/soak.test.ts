import { expect, it } from 'vitest';
import { receiverKindNames } from '../soak/receiver-kinds.ts';
import { isGood, reportText } from '../soak/report.ts';
import { runSoak, type SoakOptions } from '../soak/run-soak.ts';

const options: SoakOptions = {
  seed: 'short',
  events: 300,
  webhooks: 12,
  // One that hangs takes half a minute to be disabled.
  kinds: receiverKindNames.filter(kind => kind !== 'hanging'),
  eventsPerSecond: 100,
  recoversAfterMs: 3_000,
  quietWithinMs: 90_000,
  waitsForCopies: false,
  args: [
    ...['--set', 'retryDelays=0.5,0.5,1,1', '--faults', 'short'],
    // Beside deliveries: npm run soak has it.
    ...['--set', 'recentEvents=0'],
    // So few events would hardly meet these at their default rates. Other functions have longer timeouts, and what a slow-worker
    // leaves behind is hidden for more than a minute.
    ...[
      '--fault',
      'worker-kill=0.05@DeliveryWorker',
      '--fault',
      'function-timeout=0.03@DeliveryWorker',
      '--fault',
      'eventbridge-put-failure=0.1@client,DeliveryWorker',
    ],
    // What it parks waits for a minute: own-faults.test.ts has it.
    ...['--fault', 'egress-down=0'],
  ],
};

it('every event comes to every webhook that wants it, and to no other, whatever AWS and the functions do', async () => {
  const report = await runSoak(options, () => {});
  expect(report.ledger.violations, reportText(options, report)).toEqual([]);
  expect(isGood(report), reportText(options, report)).toBe(true);
}, 120_000);
