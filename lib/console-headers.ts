import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Aws, Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { CompleteProperties } from './properties.ts';

interface ConsoleHeadersProps {
  readonly properties: CompleteProperties;
}

/**
 * What browsers are told with every file of the console: it runs its own scripts, calls its own origin, sends nothing elsewhere, and is
 * framed by those alone who may.
 * https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
export class ConsoleHeaders extends cloudfront.ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, { properties }: ConsoleHeadersProps) {
    const override = true;
    super(scope, id, {
      // CloudFront's names are those of the whole account, not of a Region.
      responseHeadersPolicyName: `${Aws.STACK_NAME}-${Aws.REGION}`,
      comment: 'Finehook console',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(properties), override },
        contentTypeOptions: { override },
        referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override },
        // It cannot name origins, so it would forbid those that frame-ancestors lets in.
        ...(properties.consoleFrameAncestors.length === 0 && {
          frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override },
        }),
      },
      customHeadersBehavior: {
        customHeaders: [{ header: 'permissions-policy', value: permissionsPolicy, override }],
      },
    });
  }
}

/** https://www.w3.org/TR/CSP3/ */
function contentSecurityPolicy({ consoleFrameAncestors, consoleLogo }: CompleteProperties): string {
  const ancestors = consoleFrameAncestors.length === 0 ? ["'none'"] : consoleFrameAncestors;
  const images = consoleLogo === '' ? ["'self'"] : ["'self'", new URL(consoleLogo).origin];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${images.join(' ')}`,
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.join(' ')}`,
  ].join('; ');
}

/** https://www.w3.org/TR/permissions-policy/ */
const permissionsPolicy = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map(feature => `${feature}=()`)
  .join(', ');
