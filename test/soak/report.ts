import type { SoakOptions, SoakReport } from './run-soak.ts';

const shownViolations = 30;

function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map(row => String(row[i]).length))) ?? [];
  return rows
    .map(row =>
      row
        .map((cell, i) =>
          i === 0 ? String(cell).padEnd(widths[i] ?? 0) : String(cell).padStart(widths[i] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** The ledger as a table, what went wrong on purpose, and what is wrong. */
export function reportText(options: SoakOptions, report: SoakReport): string {
  const { lines, ledger, faults } = report;
  const head = ['receiver', 'webhooks', 'expected', 'delivered', 'held', 'exhausted', 'refused', 'calls'];
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  const rows = [
    ...lines.map(Object.values),
    [
      'all',
      ...(['webhooks', 'expected', 'delivered', 'held', 'exhausted', 'refused', 'calls'] as const).map(name =>
        sum(line => line[name]),
      ),
    ],
  ];
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const struck = Object.entries(faults).filter(([, count]) => count > 0);
  const violations = ledger.violations.slice(0, shownViolations).map(violation => {
    const { rule, webhook, event, detail } = violation;
    const eventId = event === undefined ? '-' : `${event} ${report.eventIds.get(event) ?? 'not published'}`;
    return `  ${rule}: webhook ${webhook} ${report.webhookIds[webhook]}, event ${eventId}: ${detail}`;
  });
  return `
seed ${options.seed}: ${options.events} events, ${options.webhooks} webhooks

${table([head, ...rows])}

published in ${seconds(report.publishedMs)} s, quiet after ${seconds(report.quietMs)} s; ${(sum(line => line.delivered) / (report.quietMs / 1_000)).toFixed(0)} deliveries/s; ${ledger.healthChecks} health checks; this process ${report.maxRssMb.toFixed(0)} MB
faults: ${struck.length === 0 ? 'none' : struck.map(([kind, count]) => `${kind} ${count}`).join(', ')}
duplicates after success: ${ledger.duplicates}, at most ${report.duplicatesBound} by the faults that struck
${ledger.violationCount === 0 ? 'no violation' : `${ledger.violationCount} VIOLATIONS\n${violations.join('\n')}\nlogs in ${report.logDirectory}`}
`;
}

/** Whether the soak has shown what it is to show. */
export function isGood({ ledger, duplicatesBound }: SoakReport): boolean {
  return ledger.violationCount === 0 && ledger.duplicates <= duplicatesBound;
}
