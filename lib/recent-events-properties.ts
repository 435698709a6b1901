/** The sample of recent events: what previews of filters are made of. */
export interface RecentEventsProperties {
  /**
   * How many recent events are kept for each company and event type, whole and beside the deliveries, and all are counted by project and
   * hour, 0–50. 0: no event is kept or counted, and the stack has neither rule, queue nor function for it. Deliveries do not depend on
   * it. What it costs for a million events is in docs/deploy.md.
   * @default 5
   */
  readonly recentEvents?: number;
  /**
   * How long an event of the sample is kept, in whole days, 1–30.
   * @default 7
   */
  readonly recentEventDays?: number;
  /**
   * How long events are gathered before they are counted and sampled, in whole seconds, 1–300: so late the sample is, and the
   * longer, the cheaper.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   * @default 20
   */
  readonly recentEventsWindow?: number;
}
