import type { RuleCount, RuleCounts } from '../domain/rule-count.ts';
import type { DynamoDb, Item } from './dynamodb-client.ts';
import { requiredNumber, requiredText } from './item-fields.ts';

export interface DynamoDbRuleCountsOptions {
  readonly dynamoDb: Pick<DynamoDb, 'getItem' | 'putItem'>;
  readonly webhooksTable: string;
}

const key: Item = { pk: { S: 'CAPACITY' }, sk: { S: 'RULES' } };

/** RuleCounts as one item, written once in each run of the rule-reconciler. */
export class DynamoDbRuleCounts implements RuleCounts {
  readonly #options: DynamoDbRuleCountsOptions;

  constructor(options: DynamoDbRuleCountsOptions) {
    this.#options = options;
  }

  async last(): Promise<RuleCount | undefined> {
    const { dynamoDb, webhooksTable } = this.#options;
    const { Item } = await dynamoDb.getItem({ TableName: webhooksTable, Key: key });
    if (Item === undefined) return undefined;
    return {
      countedAt: requiredText(Item, 'countedAt'),
      rulesOfWebhooks: requiredNumber(Item, 'rulesOfWebhooks'),
      otherRules: requiredNumber(Item, 'otherRules'),
      webhooks: {
        live: requiredNumber(Item, 'live'),
        pending: requiredNumber(Item, 'pending'),
        off: requiredNumber(Item, 'off'),
      },
    };
  }

  async note({ countedAt, rulesOfWebhooks, otherRules, webhooks }: RuleCount): Promise<void> {
    const { dynamoDb, webhooksTable } = this.#options;
    const numbers = Object.entries({ rulesOfWebhooks, otherRules, ...webhooks });
    await dynamoDb.putItem({
      TableName: webhooksTable,
      Item: {
        ...key,
        countedAt: { S: countedAt },
        ...Object.fromEntries(numbers.map(([name, value]) => [name, { N: String(value) }])),
      },
    });
  }
}
