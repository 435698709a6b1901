import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type StreamSpecification,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { ResourceType } from '../cloudformation/resource-type.ts';
import {
  type JsonRecord,
  oneOf,
  optionalBooleanAt,
  optionalTextAt,
  recordAt,
  recordsAt,
  textAt,
  textsAt,
} from '../json.ts';

type Definition = CreateTableCommandInput & { TableName: string };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const table: ResourceType = {
  applied: [
    'AttributeDefinitions',
    'BillingMode',
    'GlobalSecondaryIndexes.IndexName',
    'GlobalSecondaryIndexes.KeySchema',
    'GlobalSecondaryIndexes.Projection',
    'KeySchema',
    'StreamSpecification.StreamViewType',
    'TableName',
    'Tags',
    'TimeToLiveSpecification.AttributeName',
    'TimeToLiveSpecification.Enabled',
  ],
  withoutEffect: [
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes.ContributorInsightsSpecification',
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    'TableClass',
  ],
  async create(properties, context) {
    const { dynamodb } = context.clients;
    const name = optionalTextAt(properties, 'TableName') ?? context.physicalName(255);
    const definition = definitionOf(name, properties);
    try {
      await dynamodb.send(new CreateTableCommand(definition));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
      await bringUpToTemplate(dynamodb, definition);
    }
    const { reason } = await waitUntilTableExists(
      { client: dynamodb, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
      { TableName: name },
    );
    await applyTimeToLive(dynamodb, name, recordAt(properties, 'TimeToLiveSpecification'));
    const made: TableDescription | undefined = reason?.Table;
    if (made?.TableArn === undefined) throw new Error(`the endpoint gives no ARN for the table ${name}`);
    return {
      ref: name,
      attributes: {
        Arn: made.TableArn,
        ...(made.LatestStreamArn !== undefined && { StreamArn: made.LatestStreamArn }),
      },
    };
  },
};

function definitionOf(name: string, properties: JsonRecord): Definition {
  oneOf(optionalTextAt(properties, 'BillingMode') ?? 'PROVISIONED', ['PAY_PER_REQUEST'], 'BillingMode');
  const indexes = recordsAt(properties, 'GlobalSecondaryIndexes').map(index => ({
    IndexName: textAt(index, 'IndexName'),
    KeySchema: keySchemaOf(index),
    Projection: projectionOf(recordAt(index, 'Projection') ?? {}),
  }));
  const stream = recordAt(properties, 'StreamSpecification');
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchemaOf(properties),
    AttributeDefinitions: recordsAt(properties, 'AttributeDefinitions').map(attribute => ({
      AttributeName: textAt(attribute, 'AttributeName'),
      AttributeType: oneOf(textAt(attribute, 'AttributeType'), ['S', 'N', 'B'], 'AttributeType'),
    })),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(stream !== undefined && {
      StreamSpecification: {
        StreamEnabled: true,
        StreamViewType: oneOf(
          textAt(stream, 'StreamViewType'),
          ['KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE'],
          'StreamViewType',
        ),
      },
    }),
  };
}

function keySchemaOf(properties: JsonRecord) {
  return recordsAt(properties, 'KeySchema').map(key => ({
    AttributeName: textAt(key, 'AttributeName'),
    KeyType: oneOf(textAt(key, 'KeyType'), ['HASH', 'RANGE'], 'KeyType'),
  }));
}

function projectionOf(projection: JsonRecord) {
  const attributes = textsAt(projection, 'NonKeyAttributes');
  const types = ['ALL', 'INCLUDE', 'KEYS_ONLY'] as const;
  return {
    ProjectionType: oneOf(textAt(projection, 'ProjectionType'), types, 'ProjectionType'),
    ...(attributes.length > 0 && { NonKeyAttributes: [...attributes] }),
  };
}

/** A table kept from an earlier run: its keys must be the same; indexes and the stream that the template has since got are added. */
async function bringUpToTemplate(dynamodb: DynamoDBClient, definition: Definition): Promise<void> {
  const { TableName, AttributeDefinitions } = definition;
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const keys = (schema: Definition['KeySchema']) =>
    schema?.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join(', ');
  if (keys(Table?.KeySchema) !== keys(definition.KeySchema)) {
    throw new Error(
      `the kept table ${TableName} has the keys ${keys(Table?.KeySchema)}; the template wants ${keys(definition.KeySchema)}. Keys cannot be changed: start with another --data folder.`,
    );
  }
  const present = new Set(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of definition.GlobalSecondaryIndexes ?? []) {
    if (present.has(index.IndexName)) continue;
    await dynamodb.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
  }
  await applyStream(dynamodb, TableName, Table?.StreamSpecification, definition.StreamSpecification);
}

async function applyStream(
  dynamodb: DynamoDBClient,
  TableName: string,
  present: StreamSpecification | undefined,
  wanted: StreamSpecification | undefined,
): Promise<void> {
  const isEnabled = present?.StreamEnabled === true;
  if (isEnabled === (wanted !== undefined) && present?.StreamViewType === wanted?.StreamViewType) return;
  const update = (StreamSpecification: StreamSpecification) =>
    dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  // The view of a stream cannot be changed: a new stream takes its place.
  if (isEnabled) await update({ StreamEnabled: false });
  if (wanted !== undefined) await update(wanted);
}

async function applyTimeToLive(
  dynamodb: DynamoDBClient,
  TableName: string,
  wanted: JsonRecord | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  const AttributeName = textAt(wanted, 'AttributeName');
  const Enabled = optionalBooleanAt(wanted, 'Enabled') ?? true;
  const { TimeToLiveDescription: now } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  const enabled = now?.TimeToLiveStatus === 'ENABLED' || now?.TimeToLiveStatus === 'ENABLING';
  if (enabled === Enabled && (!Enabled || now?.AttributeName === AttributeName)) return;
  await dynamodb.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName, Enabled } }),
  );
}
