import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { DeliveriesTable } from './deliveries-table.ts';
import type { MailSender } from './mail-sender.ts';
import { NotifierDeadLetterQueue } from './notifier-dead-letter-queue.ts';
import { nounsVariable } from './nouns.ts';
import type { OperationsBus } from './operations-bus.ts';
import type { CompleteProperties } from './properties.ts';
import { ServiceFunction } from './service-function.ts';
import type { WebhooksTable } from './webhooks-table.ts';

interface NotifierProps {
  readonly properties: CompleteProperties;
  readonly webhooks: WebhooksTable;
  readonly deliveries: DeliveriesTable;
  readonly operationsBus: OperationsBus;
  readonly mailSender: MailSender;
  /** Links in mails lead there. */
  readonly api: Api;
}

/** The types of events that owners are told of: `functions/domain/notices/notice.ts`. */
const noticedTypes = ['failing-long', 'disabled', 'hold-period-over', 'recovered'].map(
  kind => `webhook.${kind}`,
);

/** Tells the confirmed contacts of a webhook's company by mail what has happened to it. */
export class Notifier extends Construct {
  readonly function: ServiceFunction;
  readonly deadLetterQueue: NotifierDeadLetterQueue;

  constructor(scope: Construct, id: string, props: NotifierProps) {
    super(scope, id);
    const { properties, webhooks, deliveries, operationsBus, mailSender, api } = props;
    this.deadLetterQueue = new NotifierDeadLetterQueue(this);
    this.function = new ServiceFunction(this, {
      name: 'notifier',
      description: 'tells owners of webhooks by mail what has happened to them',
      // a mail after the other, to as many addresses as a company may have
      timeoutSeconds: 120,
      memoryMb: 512,
      environment: {
        webhooksTable: webhooks.tableName,
        deliveriesTable: deliveries.tableName,
        noticeSender: properties.noticeSender,
        noticeLink: properties.noticeLink,
        mailConfigurationSetName: mailSender.configurationSetName,
        apiUrl: api.linkBase,
        ...nounsVariable(properties.nouns),
      },
      onFailure: this.deadLetterQueue,
    });
    webhooks.grantFind(this.function);
    webhooks.grantNotify(this.function);
    deliveries.grantFind(this.function);
    mailSender.grantSend(this.function);
    operationsBus.passTo(this, noticedTypes, this.function);
  }
}
