import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { CompleteProperties } from './properties.ts';

interface ApiDomainProps {
  readonly properties: CompleteProperties;
  readonly stage: apigateway.HttpStage;
}

/**
 * A host name of one's own in front of the whole API, over TLS 1.2 and up. Its DNS record is the operator's: a CNAME, or a Route 53
 * alias, that leads to `target`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
 */
export class ApiDomain extends Construct {
  readonly target: string;

  constructor(scope: Construct, id: string, { properties, stage }: ApiDomainProps) {
    super(scope, id);
    const domainName = new apigateway.DomainName(this, 'DomainName', {
      domainName: properties.apiDomain,
      certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', properties.apiCertificate),
      securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    });
    new apigateway.ApiMapping(this, 'Mapping', { api: stage.api, stage, domainName });
    this.target = domainName.regionalDomainName;
  }
}
