import * as logs from 'aws-cdk-lib/aws-logs';
import * as deployment from 'aws-cdk-lib/aws-s3-deployment';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ConsoleBucket } from './console-bucket.ts';
import { consoleFiles } from './console-files.ts';
import type { CompleteProperties } from './properties.ts';

interface ConsoleDeploymentProps {
  readonly properties: CompleteProperties;
  readonly bucket: ConsoleBucket;
}

/** Puts the built console into its bucket, with config.json, which says how it looks. */
export class ConsoleDeployment extends Construct {
  constructor(scope: Construct, id: string, { properties, bucket }: ConsoleDeploymentProps) {
    super(scope, id);
    const shared = {
      destinationBucket: bucket,
      // A tab that is open asks for the files of the version that it was loaded from.
      prune: false,
      memoryLimit: 512,
      logGroup: new logs.LogGroup(this, 'Logs', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    };
    const hashed = new deployment.BucketDeployment(this, 'Hashed', {
      ...shared,
      sources: [consoleFiles('hashed')],
      cacheControl: [
        deployment.CacheControl.setPublic(),
        deployment.CacheControl.maxAge(Duration.days(365)),
        deployment.CacheControl.immutable(),
      ],
    });
    const named = new deployment.BucketDeployment(this, 'Named', {
      ...shared,
      sources: [consoleFiles('named'), deployment.Source.jsonData('config.json', configOf(properties))],
      cacheControl: [deployment.CacheControl.noCache()],
    });
    // The page names the others: it comes after them.
    named.node.addDependency(hashed);
  }
}

/** What the app reads when it starts. */
function configOf({ consoleName, consoleLogo, consoleColor, nouns }: CompleteProperties) {
  return { name: consoleName, logo: consoleLogo || null, color: consoleColor || null, nouns };
}
