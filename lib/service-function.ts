import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { environmentNames } from '../functions/environment.ts';
import { type BundleFiles, bundledHandler } from './bundle.ts';
import type { MessageQueue } from './message-queue.ts';

interface ServiceFunctionProps {
  readonly name: string;
  /** Folder in `functions`. @default its name */
  readonly folder?: string;
  /** What it brings along in its bundle. @default nothing */
  readonly files?: BundleFiles;
  readonly description: string;
  readonly timeoutSeconds: number;
  /** Memory brings CPU: 1,769 MB is one whole CPU. */
  readonly memoryMb: number;
  /** By the keys of environmentNames. */
  readonly environment: Partial<Record<keyof typeof environmentNames, string>>;
  /** See {@link lambda.FunctionProps.recursiveLoop}. @default lambda.RecursiveLoop.TERMINATE */
  readonly recursiveLoop?: lambda.RecursiveLoop;
  /** How often Lambda calls again after a failed asynchronous invocation (schedules are such), 0–2. @default 2 */
  readonly retryAttempts?: number;
  /** Gets what an asynchronous invocation was about that failed for the last time. @default it is dropped */
  readonly onFailure?: MessageQueue;
}

/**
 * A Lambda function of Finehook: Node.js 24 on arm64, an ESM bundle, logs kept for a month, and a role that may write
 * to its own log group and nothing else until a construct grants more. No reserved concurrency (a new account's
 * limit is 10 in all) and no X-Ray.
 */
export class ServiceFunction extends lambda.Function {
  constructor(scope: Construct, props: ServiceFunctionProps) {
    const { onFailure } = props;
    const logGroup = new logs.LogGroup(scope, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    super(scope, 'Function', {
      description: `${props.name}: ${props.description}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: bundledHandler(props.folder ?? props.name, props.files),
      handler: 'index.handler',
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMb,
      environment: namedEnvironment(props.environment),
      logGroup,
      role,
      ...(props.recursiveLoop === undefined ? {} : { recursiveLoop: props.recursiveLoop }),
      ...(props.retryAttempts === undefined ? {} : { retryAttempts: props.retryAttempts }),
      ...(onFailure === undefined
        ? {}
        : { onFailure: { bind: () => ({ destination: onFailure.queueArn }) } }),
    });
    onFailure?.grantSend(this);
  }

  /** Calls this function and no version or alias of it. */
  grantCall(grantee: iam.IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.functionArn] }),
    );
  }
}

function namedEnvironment(values: ServiceFunctionProps['environment']): Record<string, string> {
  const names: Readonly<Record<string, string>> = environmentNames;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const name = names[key];
      if (name === undefined) throw new Error(`functions/environment.ts has no name for ${key}`);
      return [name, value];
    }),
  );
}
