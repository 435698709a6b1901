import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type PutTargetsResultEntry,
  RemoveTargetsCommand,
  type RemoveTargetsResultEntry,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { AwsCallError, ProblemError } from '../domain/errors.ts';
import { isWebhookId } from '../domain/identifiers.ts';
import { type Lane, lanes } from '../domain/lane.ts';
import type { DesiredRule, RuleBook, RulePage } from '../domain/rule-book.ts';
import { translateSdkError, unknownAwsCode } from './aws-errors.ts';
import { sdkSettings } from './aws-sdk-settings.ts';
import { isRightTarget, type RuleQueues, targetId, targetOf } from './rule-target.ts';

const pageSize = 100;

export interface EventBridgeRuleBookOptions extends RuleQueues {
  /** @default one with the SDK's own settings */
  readonly client?: EventBridgeClient;
  readonly eventBusName: string;
}

/** RuleBook over EventBridge's API: one rule per webhook, named by its id. */
export class EventBridgeRuleBook implements RuleBook {
  readonly #client: EventBridgeClient;
  readonly #options: EventBridgeRuleBookOptions;

  constructor(options: EventBridgeRuleBookOptions) {
    this.#client = options.client ?? new EventBridgeClient(sdkSettings);
    this.#options = options;
  }

  /** @throws ProblemError `too-many-rules`, `invalid-filter`; AwsCallError */
  async put(webhookId: string, { pattern, enabled, lane }: DesiredRule): Promise<void> {
    await translated(
      this.#client.send(
        new PutRuleCommand({
          ...this.#bus,
          Name: webhookId,
          EventPattern: pattern,
          State: enabled ? 'ENABLED' : 'DISABLED',
        }),
      ),
    );
    const [, targets] = await Promise.all([this.#putTarget(webhookId, lane), this.#targets(webhookId)]);
    const strayIds = targets.flatMap(({ Id }) => (Id === undefined || Id === targetId ? [] : [Id]));
    if (strayIds.length > 0) await this.#removeTargets(webhookId, strayIds);
  }

  async remove(webhookId: string): Promise<void> {
    try {
      const ids = (await this.#targets(webhookId)).flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
      if (ids.length > 0) await this.#removeTargets(webhookId, ids);
      await translated(this.#client.send(new DeleteRuleCommand({ ...this.#bus, Name: webhookId })));
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  async *pages(): AsyncIterable<RulePage> {
    let next: string | undefined;
    do {
      const { Rules = [], NextToken } = await translated(
        this.#client.send(
          new ListRulesCommand({
            ...this.#bus,
            Limit: pageSize,
            ...(next === undefined ? {} : { NextToken: next }),
          }),
        ),
      );
      const rules = Rules.flatMap(({ Name, EventPattern = '', State }) =>
        Name !== undefined && isWebhookId(Name)
          ? [{ webhookId: Name, pattern: EventPattern, enabled: State === 'ENABLED' }]
          : [],
      );
      yield { rules, others: Rules.length - rules.length };
      next = NextToken;
    } while (next !== undefined);
  }

  async targetLane(webhookId: string): Promise<Lane | undefined> {
    try {
      const [only, ...others] = await this.#targets(webhookId);
      if (only === undefined || others.length > 0) return undefined;
      return lanes.find(lane => isRightTarget(only, targetOf(webhookId, lane, this.#options)));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  get #bus(): { EventBusName: string } {
    return { EventBusName: this.#options.eventBusName };
  }

  /** PutTargets answers HTTP 200 when it failed. */
  async #putTarget(webhookId: string, lane: Lane): Promise<void> {
    const { FailedEntryCount = 0, FailedEntries = [] } = await translated(
      this.#client.send(
        new PutTargetsCommand({
          ...this.#bus,
          Rule: webhookId,
          Targets: [targetOf(webhookId, lane, this.#options)],
        }),
      ),
    );
    if (FailedEntryCount > 0) throw failedEntry('PutTargets', FailedEntries[0]);
  }

  async #removeTargets(webhookId: string, ids: string[]): Promise<void> {
    const { FailedEntryCount = 0, FailedEntries = [] } = await translated(
      this.#client.send(new RemoveTargetsCommand({ ...this.#bus, Rule: webhookId, Ids: ids })),
    );
    if (FailedEntryCount > 0) throw failedEntry('RemoveTargets', FailedEntries[0]);
  }

  /** A rule has five targets at most, so that one page holds them all. */
  async #targets(webhookId: string): Promise<readonly Target[]> {
    const { Targets = [] } = await translated(
      this.#client.send(new ListTargetsByRuleCommand({ ...this.#bus, Rule: webhookId })),
    );
    return Targets;
  }
}

function failedEntry(
  operation: string,
  entry: PutTargetsResultEntry | RemoveTargetsResultEntry | undefined,
): AwsCallError {
  const { ErrorCode = unknownAwsCode, ErrorMessage = 'the entry failed' } = entry ?? {};
  return new AwsCallError(ErrorCode, `${operation}: ${ErrorMessage}`, true);
}

function isNotFound(error: unknown): boolean {
  return error instanceof AwsCallError && error.code === 'ResourceNotFoundException';
}

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    const error = translateSdkError(cause);
    if (!(error instanceof AwsCallError)) throw error;
    if (error.code === 'LimitExceededException') {
      throw new ProblemError(
        'too-many-rules',
        'The event bus has no room for another rule. Delete a webhook that is no longer needed, or ask whoever runs this service to raise the quota "Number of rules" of Amazon EventBridge.',
      );
    }
    if (error.code === 'InvalidEventPatternException') {
      throw new ProblemError('invalid-filter', 'EventBridge does not accept the filter.', [
        { pointer: '/filter', code: 'bad-pattern', detail: error.message },
      ]);
    }
    throw error;
  }
}
