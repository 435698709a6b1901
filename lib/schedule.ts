import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ServiceFunction } from './service-function.ts';

interface ScheduleProps {
  /** Whole minutes. */
  readonly intervalSeconds: number;
  readonly target: ServiceFunction;
}

/** Calls a function again and again: a scheduled rule on the account's default bus. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    new events.Rule(this, 'Rule', {
      schedule: events.Schedule.rate(Duration.minutes(props.intervalSeconds / 60)),
      targets: [new targets.LambdaFunction(props.target)],
    });
  }
}
