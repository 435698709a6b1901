import type { MetricName, Metrics } from '../domain/ports.ts';

const namespace = 'Finehook';

/**
 * Metrics as log lines in CloudWatch's embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html):
 * counting costs no call. Nothing is written until `flush`.
 */
export class EmfMetrics implements Metrics {
  readonly #write: (line: string) => void;
  readonly #now: () => number;
  #counts = new Map<MetricName, number>();

  /**
   * @param write takes one line without its line end
   * @param now milliseconds since 1970
   */
  constructor(write: (line: string) => void, now: () => number) {
    this.#write = write;
    this.#now = now;
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
    this.#write(
      JSON.stringify({
        _aws: {
          Timestamp: this.#now(),
          CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [[]], Metrics }],
        },
        ...Object.fromEntries(counts),
      }),
    );
  }
}
