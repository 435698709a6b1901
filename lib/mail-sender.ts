import * as iam from 'aws-cdk-lib/aws-iam';
import * as ses from 'aws-cdk-lib/aws-ses';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { CompleteProperties } from './properties.ts';

interface MailSenderProps {
  /** With a `noticeSender`. */
  readonly properties: CompleteProperties;
}

/**
 * The right to send mails from one address. Addresses that bounced or complained, whoever sent to them from this account, get
 * nothing more: https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html
 */
export class MailSender extends Construct {
  readonly configurationSetName: string;
  readonly #sender: string;

  constructor(scope: Construct, id: string, props: MailSenderProps) {
    super(scope, id);
    const { noticeSender, noticeIdentity } = props.properties;
    this.#sender = noticeSender;
    const configurationSet = new ses.CfnConfigurationSet(this, 'ConfigurationSet', {
      suppressionOptions: { suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    this.configurationSetName = configurationSet.ref;
    if (noticeIdentity === 'new') {
      // SES writes to the address; whoever reads its mail there has to follow the link.
      new ses.CfnEmailIdentity(this, 'Identity', { emailIdentity: noticeSender });
    }
  }

  /** Sends as this address and no other; SES asks for the right to its identity, which is the address's own or its domain's. */
  grantSend(grantee: iam.IGrantable): void {
    const [, domain = ''] = this.#sender.split('@');
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [
          this.#arn('identity', this.#sender),
          this.#arn('identity', domain),
          this.#arn('configuration-set', this.configurationSetName),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': this.#sender } },
      }),
    );
  }

  #arn(resource: string, resourceName: string): string {
    const arnFormat = ArnFormat.SLASH_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: 'ses', resource, resourceName, arnFormat });
  }
}
