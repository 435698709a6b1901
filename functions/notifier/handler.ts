import { sdkDynamoDb } from '../adapters/aws-sdk-dynamodb.ts';
import { realTiming } from '../adapters/backoff.ts';
import { findDelivery } from '../adapters/delivery-reads.ts';
import { DynamoDbContactStore } from '../adapters/dynamodb-contact-store.ts';
import { DynamoDbNoticeMarks } from '../adapters/dynamodb-notice-marks.ts';
import { DynamoDbWebhookStore } from '../adapters/dynamodb-webhook-store.ts';
import { jsonLog } from '../adapters/json-log.ts';
import { SesMailer } from '../adapters/ses-mailer.ts';
import { readNouns } from '../domain/wire/nouns-schema.ts';
import { environmentNames as names, readText, readTextIfAny } from '../environment.ts';
import { tellOwners } from './tell-owners.ts';

const { env } = process;
const dynamoDb = sdkDynamoDb();
const webhooksTable = readText(env, names.webhooksTable);
const deliveries = { dynamoDb, table: readText(env, names.deliveriesTable), timing: realTiming };

const deps = {
  // Only whoever deletes webhooks needs their retention.
  webhooks: new DynamoDbWebhookStore({ dynamoDb, webhooksTable, retentionDays: 0 }),
  deliveries: { find: (id: string) => findDelivery(deliveries, id) },
  contacts: new DynamoDbContactStore({ dynamoDb, webhooksTable }),
  marks: new DynamoDbNoticeMarks({ dynamoDb, webhooksTable }),
  mailer: new SesMailer({
    sender: readText(env, names.noticeSender),
    configurationSetName: readText(env, names.mailConfigurationSetName),
  }),
  log: jsonLog(line => process.stdout.write(`${line}\n`)),
  now: realTiming.now,
  apiUrl: readText(env, names.apiUrl),
  linkTemplate: readText(env, names.noticeLink),
  companyNoun: readNouns(readTextIfAny(env, names.nouns)).en.company[0],
};

export function handler(event: unknown): Promise<void> {
  return tellOwners(deps, event);
}
