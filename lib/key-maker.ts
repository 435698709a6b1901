import { Construct } from 'constructs';
import { ServiceFunction } from './service-function.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface KeyMakerProps {
  readonly webhooks: WebhooksTable;
}

/**
 * Makes API keys for an operator, who calls it with lambda:InvokeFunction (`npm run keys`). It can add keys and
 * read nothing.
 */
export class KeyMaker extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, props: KeyMakerProps) {
    super(scope, id);
    this.function = new ServiceFunction(this, {
      name: 'key-maker',
      description: 'makes an API key, shown once and stored hashed',
      timeoutSeconds: 10,
      memoryMb: 256,
      environment: { webhooksTable: props.webhooks.tableName },
    });
    props.webhooks.access.grantAddKey(this.function);
  }
}
