import type { CompleteProperties } from './properties.ts';
import type { Expect } from './property-rules.ts';
import { hostText, isConsoleUrl, isOrigin } from './url-rules.ts';

/** What holds of the console's properties. */
export function expectConsole(properties: CompleteProperties, expect: Expect): void {
  expect(
    properties.consoleUrl === '' || isConsoleUrl(properties.consoleUrl),
    'consoleUrl',
    'an https URL without a fragment, such as https://webhooks.example.com/, or an empty text for that of consoleDomain',
  );
  expect(/^\S(.{0,58}\S)?$/.test(properties.consoleName), 'consoleName', 'a name of 1 to 60 characters');
  expect(
    properties.consoleLogo === '' || isImageUrl(properties.consoleLogo),
    'consoleLogo',
    'the https URL of an image, such as https://static.example.com/logo.svg, or an empty text for none',
  );
  expect(
    properties.consoleColor === '' || /^#[0-9a-fA-F]{6}$/.test(properties.consoleColor),
    'consoleColor',
    'a colour such as #0055ff, or an empty text for the console’s own',
  );
  expect(
    properties.consoleFrameAncestors.every(isFrameAncestor),
    'consoleFrameAncestors',
    'origins such as "https://app.example.com" or "https://*.example.com", without a path; http only for this machine',
  );
  expect(
    properties.consoleDomain === '' || hostText.test(properties.consoleDomain),
    'consoleDomain',
    "a host name in lower case, such as webhooks.example.com, or an empty text for CloudFront's own",
  );
  expect(
    (properties.consoleCertificate === '') === (properties.consoleDomain === '') &&
      (properties.consoleCertificate === '' || certificateText.test(properties.consoleCertificate)),
    'consoleCertificate',
    'the ARN of a certificate of AWS Certificate Manager in us-east-1 together with consoleDomain, or neither',
  );
}

const certificateText = /^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate\/[A-Za-z0-9-]+$/;

/** Its origin becomes a part of a content security policy, where `;` and `,` end one. */
function isImageUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' && url.username === '' && url.password === '' && hostText.test(url.hostname)
  );
}

/** https://www.w3.org/TR/CSP3/#grammardef-host-source, as far as it is of use. */
function isFrameAncestor(text: string): boolean {
  return isOrigin(text) && /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/.test(text);
}
