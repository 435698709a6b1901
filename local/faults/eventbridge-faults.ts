import { AwsError } from '../emulators/aws-error.ts';
import type { AwsJsonService } from '../emulators/aws-json-http.ts';
import type { TargetQueues } from '../emulators/eventbridge/delivery.ts';
import { inputs, isInput } from '../emulators/iam/request.ts';
import type { Faults } from './faults.ts';
import { internalFailure } from './request-faults.ts';

/** The routing has no caller of its own. */
const routing = 'eventbridge';
const longestDelaySeconds = 2;

/**
 * The control plane throttles: https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html
 * PutEvents fails entry by entry, with HTTP 200: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function withEventBridgeFaults(service: AwsJsonService, faults: Faults): AwsJsonService {
  const { handle } = service;
  return {
    ...service,
    async handle(operation, input, context) {
      const caller = faults.callerOf(context.accessKeyId);
      if (faults.strikes('eventbridge-error', caller, operation)) throw internalFailure();
      if (operation !== 'PutEvents' && faults.strikes('eventbridge-throttle', caller, operation)) {
        throw new AwsError({ code: 'ThrottlingException', message: 'Rate exceeded' });
      }
      if (operation !== 'PutEvents' || !isInput(input)) return handle(operation, input, context);
      const entries = inputs(input.Entries);
      const isStruck = entries.map(entry =>
        faults.strikes('eventbridge-put-failure', caller, String(entry.DetailType)),
      );
      const others = entries.filter((_, i) => isStruck[i] !== true);
      const output =
        others.length === 0 && entries.length > 0
          ? {}
          : await handle(operation, { ...input, Entries: others }, context);
      const results = [...inputs(isInput(output) ? output.Entries : undefined)];
      const all = isStruck.map(struck => (struck ? refusal : (results.shift() ?? {})));
      return { FailedEntryCount: all.filter(result => 'ErrorCode' in result).length, Entries: all };
    },
  };
}

const refusal = { ErrorCode: 'InternalFailure', ErrorMessage: 'Unexpected internal failure.' };

/**
 * Queues as targets of rules: twice, late, not at all. Each send begins before this returns, as routing wants it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export function withTargetFaults(queues: TargetQueues, faults: Faults): TargetQueues {
  const someDelay = (kind: 'eventbridge-reorder' | 'eventbridge-duplicate', from: number): number =>
    from + Math.floor(faults.random(kind) * (longestDelaySeconds + 1 - from));
  return {
    hasQueue: arn => queues.hasQueue(arn),
    queuePolicy: arn => queues.queuePolicy(arn),
    async send(arn, body, options = {}) {
      const isDeadLetter = options.messageAttributes?.RULE_ARN !== undefined;
      if (isDeadLetter) return queues.send(arn, body, options);
      if (faults.strikes('eventbridge-target-failure', routing, arn)) {
        throw new Error('The target did not take the event.');
      }
      const isLate = faults.strikes('eventbridge-reorder', routing, arn);
      const late = isLate ? { delaySeconds: someDelay('eventbridge-reorder', 1) } : {};
      const sent = [queues.send(arn, body, { ...options, ...late })];
      if (faults.strikes('eventbridge-duplicate', routing, arn)) {
        const again = { delaySeconds: someDelay('eventbridge-duplicate', 0) };
        sent.push(queues.send(arn, body, { ...options, ...again }));
      }
      return Promise.all(sent);
    },
  };
}
