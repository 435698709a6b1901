import { isIP } from 'node:net';
import { expectConsole } from './console-property-rules.ts';
import { expectNouns } from './noun-rules.ts';
import type { CompleteProperties } from './properties.ts';
import { hostText, isIssuer, isOrigin, protocolOf } from './url-rules.ts';

/** Notes what is wrong, unless it holds. */
export type Expect = (holds: boolean, name: keyof CompleteProperties, advice: string) => void;

/** Everything that is wrong, each as "what is given; what to give". Empty when all is well. */
export function violations(properties: CompleteProperties): string[] {
  const problems: string[] = [];
  const expect: Expect = (holds, name, advice) => {
    if (!holds) problems.push(`${name} is ${JSON.stringify(properties[name])}; give ${advice}`);
  };
  const whole = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  const between = (value: number, least: number, most: number): boolean => value >= least && value <= most;

  expect(
    properties.retryDelays.length === 4 && properties.retryDelays.every(delay => between(delay, 0, 86_400)),
    'retryDelays',
    'exactly 4 waits in seconds, each 0 to 86400, such as [5, 60, 900, 14400]',
  );
  expect(between(properties.requestTimeout, 0.05, 25), 'requestTimeout', '0.05 to 25 seconds');
  const leastWorkerTimeout = Math.ceil(properties.requestTimeout + 5);
  expect(
    whole(properties.workerTimeout, leastWorkerTimeout, 900),
    'workerTimeout',
    `whole seconds from ${leastWorkerTimeout} (requestTimeout + 5) to 900`,
  );
  expect(whole(properties.deliveryRetention, 15, 3650), 'deliveryRetention', 'whole days from 15 to 3650');
  expect(['all', 'undelivered'].includes(properties.keepPayloads), 'keepPayloads', '"all" or "undelivered"');
  expect(
    properties.allowedNetworks.every(isNetwork),
    'allowedNetworks',
    'networks as address/prefix length, such as "10.0.0.0/8" or "fd00::/8"',
  );
  expect(
    properties.nameServers.every(isNameServer),
    'nameServers',
    'addresses with ports if need be, such as "9.9.9.9" or "[2620:fe::fe]:53"',
  );
  expect(
    properties.deadLetterDelays.length === 6 &&
      properties.deadLetterDelays.every(delay => whole(delay, 0, 900)),
    'deadLetterDelays',
    'exactly 6 waits in whole seconds, each 0 to 900, such as [10, 60, 300, 900, 900, 900]',
  );
  expect(whole(properties.workerConcurrency, 2, 1000), 'workerConcurrency', 'a whole number from 2 to 1000');
  expect(whole(properties.failingAfter, 2, 20), 'failingAfter', 'a whole number of failures from 2 to 20');
  expect(between(properties.failureSpacing, 0, 3600), 'failureSpacing', '0 to 3600 seconds');
  const [firstCheck = 0, longestCheck = 0] = properties.healthCheckDelays;
  expect(
    properties.healthCheckDelays.length === 2 && between(firstCheck, 1, longestCheck) && longestCheck <= 900,
    'healthCheckDelays',
    'exactly 2 waits in seconds, the first and the longest, 1 to 900, such as [25, 840]',
  );
  expect(between(properties.disabledCheckInterval, 1, 86_400), 'disabledCheckInterval', '1 to 86400 seconds');
  expect(whole(properties.holdPeriod, 1, 336), 'holdPeriod', 'whole hours from 1 to 336');
  expect(between(properties.noticeFailingAfter, 30, 86_400), 'noticeFailingAfter', '30 to 86400 seconds');
  expect(
    properties.noticeSender === '' || addressText.test(properties.noticeSender),
    'noticeSender',
    'an e-mail address alone, such as notices@example.com, or an empty text for no mail at all',
  );
  expect(['new', 'existing'].includes(properties.noticeIdentity), 'noticeIdentity', '"new" or "existing"');
  expect(
    properties.noticeLink === '' ||
      (protocolOf(properties.noticeLink) === 'https:' && properties.noticeLink.includes('{webhookId}')),
    'noticeLink',
    'a URL such as https://app.example.com/webhooks/{webhookId}, or an empty text for no link',
  );
  expect(
    properties.oidcIssuer === '' || isIssuer(properties.oidcIssuer),
    'oidcIssuer',
    'an https URL without query and fragment, such as https://login.example.com/, or an empty text for no tokens',
  );
  expect(
    (properties.oidcAudience === '') === (properties.oidcIssuer === ''),
    'oidcAudience',
    'what the "aud" of tokens must hold, together with oidcIssuer, or neither',
  );
  for (const name of ['oidcCompaniesClaim', 'oidcRoleClaim'] as const) {
    expect(properties[name] !== '', name, 'the name of a claim');
  }
  expect(
    whole(properties.webhooksPerCompany, 1, 100_000),
    'webhooksPerCompany',
    'a whole number from 1 to 100000',
  );
  expect(whole(properties.ruleQuota, 1, 1_000_000), 'ruleQuota', 'a whole number from 1 to 1000000');
  expect(
    properties.callsPerSecondPerCompany === 0 || between(properties.callsPerSecondPerCompany, 0.1, 1000),
    'callsPerSecondPerCompany',
    '0.1 to 1000 calls per second, or 0 for no limit',
  );
  expect(whole(properties.checkConcurrency, 1, 100), 'checkConcurrency', 'a whole number from 1 to 100');
  expect(
    properties.canaryUrl === '' || protocolOf(properties.canaryUrl) === 'https:',
    'canaryUrl',
    'an https URL that answers at any time, or an empty text for the API itself',
  );
  expect(
    whole(properties.transitionLimit, 1, 100_000),
    'transitionLimit',
    'a whole number of webhooks from 1 to 100000',
  );
  expect(
    properties.producerAccounts.every(account => /^\d{12}$/.test(account)),
    'producerAccounts',
    'account ids of 12 digits, such as ["111122223333"]',
  );
  expect(
    properties.apiDomain === '' || hostText.test(properties.apiDomain),
    'apiDomain',
    "a host name in lower case, such as hooks.example.com, or an empty text for API Gateway's own",
  );
  expect(
    (properties.apiCertificate === '') === (properties.apiDomain === '') &&
      (properties.apiCertificate === '' || certificateText.test(properties.apiCertificate)),
    'apiCertificate',
    'the ARN of a certificate of AWS Certificate Manager together with apiDomain, or neither',
  );
  expect(
    Number.isFinite(properties.apiRateLimit) && properties.apiRateLimit > 0,
    'apiRateLimit',
    'requests per second, above 0',
  );
  expect(
    whole(properties.apiBurstLimit, 1, 1_000_000),
    'apiBurstLimit',
    'a whole number of requests, 1 or more',
  );
  expect(
    properties.keyRateLimit > 0 && properties.keyRateLimit <= 100_000,
    'keyRateLimit',
    'requests per second, above 0, at most 100000',
  );
  expect(
    whole(properties.keyBurstLimit, Math.ceil(properties.keyRateLimit), 1_000_000),
    'keyBurstLimit',
    'a whole number of requests, at least keyRateLimit',
  );
  expect(
    properties.allowedOrigins.every(isOrigin),
    'allowedOrigins',
    'origins such as "https://console.example.com", without a path; http only for this machine',
  );
  for (const name of ['reconcileInterval', 'sweepInterval'] as const) {
    expect(
      whole(properties[name], 60, 86_400) && properties[name] % 60 === 0,
      name,
      'seconds that are whole minutes, 60 to 86400',
    );
  }
  expect(whole(properties.recentEvents, 0, 50), 'recentEvents', 'a whole number from 0 (none) to 50');
  expect(whole(properties.recentEventDays, 1, 30), 'recentEventDays', 'whole days from 1 to 30');
  expect(
    whole(properties.recentEventsWindow, 1, 300),
    'recentEventsWindow',
    'a whole number of seconds from 1 to 300',
  );
  expectConsole(properties, expect);
  expectNouns(properties, expect);
  return problems;
}

const addressText = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

const certificateText = /^arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/;

const prefixText = /^(?:0|[1-9]\d{0,2})$/;

/**
 * Exactly the spellings that the functions read (functions/domain/ip-address.ts): what passed here and not there would
 * stop them at the cold start. test/fixtures/networks.json holds both to it.
 */
function isNetwork(text: string): boolean {
  const [address = '', prefixLength = '', ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0 || !prefixText.test(prefixLength))
    return false;
  return Number(prefixLength) <= (version === 4 ? 32 : 128);
}

/** What c-ares takes: an address, or one with a port after a colon (IPv6 in brackets then). */
function isNameServer(text: string): boolean {
  const [, inBrackets, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65_535)) return false;
  if (inBrackets !== undefined) return isIP(inBrackets) === 6 && !inBrackets.includes('%');
  return isIP(plain ?? text) !== 0 && !text.includes('%');
}
