import type { FaultKind } from '../../local/faults/fault-kinds.ts';
import { isGood, reportText } from './report.ts';
import { runSoak, type SoakOptions } from './run-soak.ts';

/** Far above the default mix, so that one kind alone shows what it can do. */
const rates: Readonly<Record<FaultKind, number>> = {
  'dynamodb-throttle': 0.2,
  'dynamodb-error': 0.1,
  'dynamodb-conflict': 0.5,
  'dynamodb-unprocessed': 0.5,
  'dynamodb-timeout-before': 0.03,
  'dynamodb-timeout-after': 0.03,
  'sqs-error': 0.1,
  'sqs-timeout-before': 0.03,
  'sqs-timeout-after': 0.03,
  'sqs-batch-failure': 0.3,
  'sqs-duplicate': 0.3,
  'sqs-late-delete': 0.3,
  'kms-throttle': 0.3,
  'kms-error': 0.3,
  's3-slow-down': 0.3,
  'eventbridge-error': 0.3,
  'eventbridge-throttle': 0.3,
  'eventbridge-put-failure': 0.3,
  'eventbridge-duplicate': 0.3,
  'eventbridge-reorder': 0.5,
  'eventbridge-target-failure': 0.3,
  'worker-kill': 0.3,
  'function-timeout': 0.1,
  'invocation-throttle': 0.2,
  'clock-skew': 1,
  'egress-down': 0.2,
};

const cells = (row: readonly (string | number)[]): string => `| ${row.join(' | ')} |`;

/**
 * Runs the soak once for each kind of fault, with nothing but that kind.
 * @param tell a row of a Markdown table at a time, and the whole report of a run that went wrong
 * @returns whether all went well
 */
export async function runEach(
  options: SoakOptions,
  kinds: readonly FaultKind[],
  tell: (line: string) => void,
): Promise<boolean> {
  tell(
    cells(['fault alone', 'rate', 'struck', 'deliveries', 'wrong', 'duplicates', 'at most', 'at rest after']),
  );
  tell(cells(['---', '--:', '--:', '--:', '--:', '--:', '--:', '--:']));
  let isAllGood = true;
  for (const kind of kinds) {
    const callers = kind === 'eventbridge-put-failure' ? '@client,DeliveryWorker' : '';
    const changes = ['all=0', `${kind}=${rates[kind]}${callers}`].flatMap(change => ['--fault', change]);
    const args = [...options.args, '--faults', options.seed, ...changes];
    const report = await runSoak({ ...options, args }, () => {});
    const deliveries = report.lines.reduce((sum, { expected }) => sum + expected, 0);
    const { duplicates, violationCount } = report.ledger;
    const struck = report.faults[kind] ?? 0;
    const seconds = `${Math.round(report.quietMs / 1_000)} s`;
    tell(
      cells([
        `\`${kind}\``,
        rates[kind],
        struck,
        deliveries,
        violationCount,
        duplicates,
        report.duplicatesBound,
        seconds,
      ]),
    );
    if (isGood(report)) continue;
    isAllGood = false;
    tell(reportText(options, report));
  }
  return isAllGood;
}
