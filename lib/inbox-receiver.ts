import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import { ServiceFunction } from './service-function.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface InboxReceiverProps {
  readonly api: Api;
  readonly webhooks: WebhooksTable;
  readonly deliveries: DeliveriesTable;
}

/**
 * Takes what is sent to inboxes, on the API's own origin and under its throttle. Anybody may call it, so it is a function of its own: it
 * can read an inbox and add calls to it, and nothing else.
 */
export class InboxReceiver extends Construct {
  readonly function: ServiceFunction;

  constructor(scope: Construct, id: string, { api, webhooks, deliveries }: InboxReceiverProps) {
    super(scope, id);
    this.function = new ServiceFunction(this, {
      name: 'inbox-receiver',
      description: 'keeps what is sent to inboxes',
      timeoutSeconds: 10,
      memoryMb: 512,
      environment: { webhooksTable: webhooks.tableName, deliveriesTable: deliveries.tableName },
    });
    webhooks.grantFindInbox(this.function);
    deliveries.grantAddInboxCalls(this.function);
    api.serveBy(this.function, [HttpMethod.POST], ['/in/{token}']);
  }
}
