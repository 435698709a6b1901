import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  type EventBridgeClientConfig,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';

/** The AWS calls of the command. */
export interface BusRules {
  /** The id of the stack that has this name now; `undefined` when there is none. */
  stackId(name: string): Promise<string | undefined>;
  /** Names of all rules of the bus that begin so. */
  names(bus: string, prefix: string): Promise<readonly string[]>;
  /** Removes a rule with its targets; one that is gone is no error. */
  remove(bus: string, rule: string): Promise<void>;
}

/** By the SDK's usual settings, unless some are given. Rules share a rate per account, so refusals for it are waited out. */
export function connect(settings: EventBridgeClientConfig = {}): BusRules {
  const eventBridge = new EventBridgeClient({ maxAttempts: 10, ...settings });
  return {
    async stackId(name) {
      try {
        const { Stacks } = await new CloudFormationClient().send(
          new DescribeStacksCommand({ StackName: name }),
        );
        return Stacks?.[0]?.StackId;
      } catch (error) {
        if (
          error instanceof Error &&
          error.name === 'ValidationError' &&
          /does not exist/.test(error.message)
        ) {
          return undefined;
        }
        throw error;
      }
    },
    async names(bus, prefix) {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const { Rules = [], NextToken } = await eventBridge.send(
          new ListRulesCommand({ EventBusName: bus, NamePrefix: prefix, NextToken: token }),
        );
        for (const { Name } of Rules) if (Name !== undefined) names.push(Name);
        token = NextToken;
      } while (token !== undefined);
      return names;
    },
    async remove(bus, rule) {
      const { Targets = [] } = await eventBridge.send(
        new ListTargetsByRuleCommand({ EventBusName: bus, Rule: rule }),
      );
      const Ids = Targets.flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
      if (Ids.length > 0) {
        const { FailedEntries = [] } = await eventBridge.send(
          new RemoveTargetsCommand({ EventBusName: bus, Rule: rule, Ids }),
        );
        const [failed] = FailedEntries;
        if (failed !== undefined) throw new Error(`${rule}: ${failed.ErrorCode}: ${failed.ErrorMessage}`);
      }
      await eventBridge.send(new DeleteRuleCommand({ EventBusName: bus, Name: rule }));
    },
  };
}
