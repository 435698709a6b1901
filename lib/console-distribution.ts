import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ConsoleBucket } from './console-bucket.ts';
import { hashedFolder } from './console-files.ts';
import { ConsoleHeaders } from './console-headers.ts';
import type { CompleteProperties } from './properties.ts';

interface ConsoleDistributionProps {
  readonly properties: CompleteProperties;
  readonly bucket: ConsoleBucket;
  readonly apiHost: string;
}

/** What the API answers: the console calls it on its own origin, so no page of another origin needs to be let in. */
const apiPaths = ['/v1/*', '/openapi.json', '/problems/*', '/reference*'];

/**
 * The console's address: the API for what the API answers, the console's page for everything else that is no file. Everything is of the
 * stack's own Region but the certificate of a domain of one's own: neither Lambda@Edge nor a web ACL, which need us-east-1.
 */
export class ConsoleDistribution extends Construct {
  /** With a slash at its end. */
  readonly url: string;
  /** CloudFront's own host name. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, { properties, bucket, apiHost }: ConsoleDistributionProps) {
    super(scope, id);
    // CloudFront's names are those of the whole account, not of a Region.
    const name = `${Aws.STACK_NAME}-${Aws.REGION}`;
    const originAccessControl = new cloudfront.S3OriginAccessControl(this, 'AccessControl', {
      originAccessControlName: name,
    });
    const pages = new cloudfront.Function(this, 'Pages', {
      functionName: name,
      comment: 'Finehook console: which paths are pages',
      code: cloudfront.FunctionCode.fromInline(pagesCode),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
    });
    const api = apiBehavior(apiHost);
    const { consoleDomain, consoleCertificate } = properties;
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Finehook console',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: new ConsoleHeaders(this, 'Headers', { properties }),
        functionAssociations: [{ function: pages, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: Object.fromEntries(apiPaths.map(path => [path, api])),
      ...(consoleDomain !== '' && {
        domainNames: [consoleDomain],
        certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', consoleCertificate),
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    });
    this.domainName = distribution.distributionDomainName;
    this.url = `https://${consoleDomain || this.domainName}/`;
  }
}

/** The API says itself what browsers may keep, and gets everything but the host, by which API Gateway knows its own. */
function apiBehavior(apiHost: string): cloudfront.BehaviorOptions {
  return {
    origin: new origins.HttpOrigin(apiHost, {
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
    }),
    // A redirect would come after what must not go without TLS.
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
    cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
    originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
}

/**
 * The console tells its pages apart by itself. Files stand below the folder of hashed names, or at the top with a dot in their names:
 * ids in the paths of pages may have dots.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
const pagesCode = `function handler(event) {
  var request = event.request;
  if (!/^\\/(${hashedFolder}\\/|[^/]*\\.[^/]*$)/.test(request.uri)) request.uri = '/index.html';
  return request;
}
`;
