import type { ResourceType } from '../cloudformation/resource-type.ts';
import { api } from './aws-api-gateway-v2-api.ts';
import { apiMapping } from './aws-api-gateway-v2-api-mapping.ts';
import { domainName } from './aws-api-gateway-v2-domain-name.ts';
import { integration } from './aws-api-gateway-v2-integration.ts';
import { route } from './aws-api-gateway-v2-route.ts';
import { stage } from './aws-api-gateway-v2-stage.ts';
import { cdkMetadata } from './aws-cdk-metadata.ts';
import { distribution } from './aws-cloud-front-distribution.ts';
import { cloudFrontFunction } from './aws-cloud-front-function.ts';
import { originAccessControl } from './aws-cloud-front-origin-access-control.ts';
import { responseHeadersPolicy } from './aws-cloud-front-response-headers-policy.ts';
import { alarm } from './aws-cloud-watch-alarm.ts';
import { table } from './aws-dynamo-db-table.ts';
import { eventBus } from './aws-events-event-bus.ts';
import { eventBusPolicy } from './aws-events-event-bus-policy.ts';
import { rule } from './aws-events-rule.ts';
import { managedPolicy } from './aws-iam-managed-policy.ts';
import { policy } from './aws-iam-policy.ts';
import { role } from './aws-iam-role.ts';
import { alias } from './aws-kms-alias.ts';
import { key } from './aws-kms-key.ts';
import { eventInvokeConfig } from './aws-lambda-event-invoke-config.ts';
import { eventSourceMapping } from './aws-lambda-event-source-mapping.ts';
import { lambdaFunction } from './aws-lambda-function.ts';
import { layerVersion } from './aws-lambda-layer-version.ts';
import { permission } from './aws-lambda-permission.ts';
import { logGroup } from './aws-logs-log-group.ts';
import { bucket } from './aws-s3-bucket.ts';
import { bucketPolicy } from './aws-s3-bucket-policy.ts';
import { configurationSet } from './aws-ses-configuration-set.ts';
import { emailIdentity } from './aws-ses-email-identity.ts';
import { queue } from './aws-sqs-queue.ts';
import { queuePolicy } from './aws-sqs-queue-policy.ts';
import { bucketDeployment } from './custom-cdkbucket-deployment.ts';
import { autoDeleteObjects } from './custom-s3-auto-delete-objects.ts';

/** Every CloudFormation type that the local run knows; the file is named like the type. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map([
  ['AWS::ApiGatewayV2::Api', api],
  ['AWS::ApiGatewayV2::ApiMapping', apiMapping],
  ['AWS::ApiGatewayV2::DomainName', domainName],
  ['AWS::ApiGatewayV2::Integration', integration],
  ['AWS::ApiGatewayV2::Route', route],
  ['AWS::ApiGatewayV2::Stage', stage],
  ['AWS::CDK::Metadata', cdkMetadata],
  ['AWS::CloudFront::Distribution', distribution],
  ['AWS::CloudFront::Function', cloudFrontFunction],
  ['AWS::CloudFront::OriginAccessControl', originAccessControl],
  ['AWS::CloudFront::ResponseHeadersPolicy', responseHeadersPolicy],
  ['AWS::CloudWatch::Alarm', alarm],
  ['AWS::DynamoDB::Table', table],
  ['AWS::Events::EventBus', eventBus],
  ['AWS::Events::EventBusPolicy', eventBusPolicy],
  ['AWS::Events::Rule', rule],
  ['AWS::IAM::ManagedPolicy', managedPolicy],
  ['AWS::IAM::Policy', policy],
  ['AWS::IAM::Role', role],
  ['AWS::KMS::Alias', alias],
  ['AWS::KMS::Key', key],
  ['AWS::Lambda::EventInvokeConfig', eventInvokeConfig],
  ['AWS::Lambda::EventSourceMapping', eventSourceMapping],
  ['AWS::Lambda::Function', lambdaFunction],
  ['AWS::Lambda::LayerVersion', layerVersion],
  ['AWS::Lambda::Permission', permission],
  ['AWS::Logs::LogGroup', logGroup],
  ['AWS::S3::Bucket', bucket],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  ['AWS::SES::ConfigurationSet', configurationSet],
  ['AWS::SES::EmailIdentity', emailIdentity],
  ['AWS::SQS::Queue', queue],
  ['AWS::SQS::QueuePolicy', queuePolicy],
  ['Custom::CDKBucketDeployment', bucketDeployment],
  ['Custom::S3AutoDeleteObjects', autoDeleteObjects],
]);

/** Where a CloudFormation type stands in this folder: `AWS::SQS::QueuePolicy` in `aws-sqs-queue-policy.ts`. */
export function resourceFileName(typeName: string): string {
  const words = typeName.replaceAll('::', '-').replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  return `${words.toLowerCase()}.ts`;
}
