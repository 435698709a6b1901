import type { MetricName } from '../domain/metric-name.ts';
import type { Metrics } from '../domain/ports.ts';

const namespace = 'Finehook';

export interface EmfMetricsOptions {
  /** Value of the dimension `Stack`: two Finehooks in one account must not ring each other's alarms. */
  readonly stackName: string;
  /** Takes one line without its line end. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Metrics as log lines in CloudWatch's embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html):
 * counting costs no call. Nothing is written until `flush`.
 */
export class EmfMetrics implements Metrics {
  readonly #options: EmfMetricsOptions;
  #counts = new Map<MetricName, number>();

  constructor(options: EmfMetricsOptions) {
    this.#options = options;
  }

  count(name: MetricName, value: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + value);
  }

  /** Writes what was counted since the last flush, as one line; nothing if nothing was counted. */
  flush(): void {
    if (this.#counts.size === 0) return;
    const counts = this.#counts;
    this.#counts = new Map();
    const Metrics = [...counts.keys()].map(Name => ({ Name, Unit: 'Count' }));
    const { stackName, write, now } = this.#options;
    write(
      JSON.stringify({
        _aws: {
          Timestamp: now(),
          CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['Stack']], Metrics }],
        },
        Stack: stackName,
        ...Object.fromEntries(counts),
      }),
    );
  }
}

/** Writes each count by itself: for what is rare in a function that has no end of a batch. */
export function writtenAtOnce(metrics: EmfMetrics): Metrics {
  return {
    count(name, value) {
      metrics.count(name, value);
      metrics.flush();
    },
  };
}
