import { KMSClient } from '@aws-sdk/client-kms';
import { sdkKms } from '../../../../functions/adapters/aws-sdk-kms.ts';
import type { Kms } from '../../../../functions/adapters/kms-client.ts';
import { LeanAwsClient } from '../../../../functions/adapters/lean-aws-client.ts';
import { leanKms } from '../../../../functions/adapters/lean-kms.ts';
import { credentials, region } from './dynoxide.ts';

/** Each way to KMS that a conformance suite runs against. */
export const kmsImplementations: readonly {
  readonly name: string;
  connect(endpoint: string): { kms: Kms; close(): unknown };
}[] = [
  {
    name: 'SDK',
    connect(endpoint) {
      const client = new KMSClient({ endpoint, region, credentials });
      return { kms: sdkKms(client), close: () => client.destroy() };
    },
  },
  {
    name: 'lean',
    connect(endpoint) {
      const client = new LeanAwsClient({ service: 'kms', endpoint, region, credentials });
      return { kms: leanKms(client), close: () => client.close() };
    },
  },
];
