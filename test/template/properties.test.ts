import { Resolver } from 'node:dns';
import { App } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { completeProperties, defaultProperties } from '../../lib/complete-properties.ts';
import { propertiesFromContext } from '../../lib/context-properties.ts';
import type { FinehookProperties } from '../../lib/properties.ts';
import networks from '../fixtures/networks.json' with { type: 'json' };

const complete = (properties: FinehookProperties) => completeProperties('App/Webhooks', properties);

test('everything has a default', () => {
  expect(complete({})).toEqual(defaultProperties);
});

const certificate = 'arn:aws:acm:eu-central-1:111122223333:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const consoleCertificate =
  'arn:aws:acm:us-east-1:111122223333:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

const wrong: [FinehookProperties, string][] = [
  [{ retryDelays: [1, 2, 3] }, 'retryDelays is [1,2,3]; give exactly 4 waits in seconds'],
  [{ retryDelays: [1, 2, 3, 86_401] }, 'retryDelays is [1,2,3,86401]; give exactly 4 waits in seconds'],
  [{ retryDelays: [1, 2, 3, -1] }, 'retryDelays is [1,2,3,-1]; give exactly 4 waits in seconds'],
  [{ requestTimeout: 0.04 }, 'requestTimeout is 0.04; give 0.05 to 25 seconds'],
  [{ requestTimeout: 25.1, workerTimeout: 60 }, 'requestTimeout is 25.1; give 0.05 to 25 seconds'],
  [{ workerTimeout: 14 }, 'workerTimeout is 14; give whole seconds from 15 (requestTimeout + 5) to 900'],
  [
    { requestTimeout: 0.5, workerTimeout: 5 },
    'workerTimeout is 5; give whole seconds from 6 (requestTimeout + 5) to 900',
  ],
  [{ workerTimeout: 901 }, 'workerTimeout is 901; give whole seconds from 15'],
  [{ workerTimeout: 30.5 }, 'workerTimeout is 30.5; give whole seconds'],
  [{ deliveryRetention: 14 }, 'deliveryRetention is 14; give whole days from 15 to 3650'],
  [
    { allowedNetworks: ['10.0.0.1'] },
    'allowedNetworks is ["10.0.0.1"]; give networks as address/prefix length',
  ],
  [{ allowedNetworks: ['10.0.0.0/33'] }, 'allowedNetworks is ["10.0.0.0/33"]; give networks'],
  [{ allowedNetworks: ['fd00::/129'] }, 'allowedNetworks is ["fd00::/129"]; give networks'],
  [{ allowedNetworks: ['example.com/8'] }, 'allowedNetworks is ["example.com/8"]; give networks'],
  [
    { deadLetterDelays: [1, 2, 3, 4, 5] },
    'deadLetterDelays is [1,2,3,4,5]; give exactly 6 waits in whole seconds',
  ],
  [{ deadLetterDelays: [1, 2, 3, 4, 5, 901] }, 'deadLetterDelays is [1,2,3,4,5,901]; give exactly 6 waits'],
  [{ deadLetterDelays: [1, 2, 3, 4, 5, 0.5] }, 'deadLetterDelays is [1,2,3,4,5,0.5]; give exactly 6 waits'],
  [{ workerConcurrency: 1 }, 'workerConcurrency is 1; give a whole number from 2 to 1000'],
  [{ workerConcurrency: 1001 }, 'workerConcurrency is 1001; give a whole number from 2 to 1000'],
  [{ failingAfter: 1 }, 'failingAfter is 1; give a whole number of failures from 2 to 20'],
  [{ failureSpacing: -1 }, 'failureSpacing is -1; give 0 to 3600 seconds'],
  [{ healthCheckDelays: [30] }, 'healthCheckDelays is [30]; give exactly 2 waits in seconds'],
  [{ healthCheckDelays: [30, 20] }, 'healthCheckDelays is [30,20]; give exactly 2 waits in seconds'],
  [{ healthCheckDelays: [30, 901] }, 'healthCheckDelays is [30,901]; give exactly 2 waits in seconds'],
  [{ disabledCheckInterval: 0 }, 'disabledCheckInterval is 0; give 1 to 86400 seconds'],
  [{ holdPeriod: 337 }, 'holdPeriod is 337; give whole hours from 1 to 336'],
  [{ canaryUrl: 'example.com' }, 'canaryUrl is "example.com"; give an https URL that answers at any time'],
  ...['notices', 'Notices <notices@example.com>', 'a@b.example, c@d.example'].map(
    (noticeSender): [FinehookProperties, string] => [
      { noticeSender },
      `noticeSender is ${JSON.stringify(noticeSender)}; give an e-mail address alone, such as notices@example.com, or an empty text for no mail at all`,
    ],
  ),
  ...['http://app.example.com/{webhookId}', 'https://app.example.com/', '{webhookId}'].map(
    (noticeLink): [FinehookProperties, string] => [
      { noticeLink },
      `noticeLink is ${JSON.stringify(noticeLink)}; give a URL such as https://app.example.com/webhooks/{webhookId}, or an empty text for no link`,
    ],
  ),
  [{ noticeFailingAfter: 29 }, 'noticeFailingAfter is 29; give 30 to 86400 seconds'],
  ...[-1, 0.09, 1001, Number.NaN].map((callsPerSecondPerCompany): [FinehookProperties, string] => [
    { callsPerSecondPerCompany },
    `callsPerSecondPerCompany is ${JSON.stringify(callsPerSecondPerCompany)}; give 0.1 to 1000 calls per second, or 0 for no limit`,
  ]),
  [{ ruleQuota: 0 }, 'ruleQuota is 0; give a whole number from 1 to 1000000'],
  [{ checkConcurrency: 101 }, 'checkConcurrency is 101; give a whole number from 1 to 100'],
  [{ transitionLimit: 0 }, 'transitionLimit is 0; give a whole number of webhooks from 1 to 100000'],
  [{ keyRateLimit: 0 }, 'keyRateLimit is 0; give requests per second, above 0'],
  [
    { keyRateLimit: 10, keyBurstLimit: 9 },
    'keyBurstLimit is 9; give a whole number of requests, at least keyRateLimit',
  ],
  ...['*', 'null', 'console.example.com', 'http://console.example.com', 'https://console.example.com/'].map(
    (origin): [FinehookProperties, string] => [
      { allowedOrigins: [origin] },
      `allowedOrigins is ["${origin}"]; give origins such as "https://console.example.com", without a path`,
    ],
  ),
  [{ producerAccounts: ['acme'] }, 'producerAccounts is ["acme"]; give account ids of 12 digits'],
  ...['https://hooks.example.com', 'Hooks.example.com', 'localhost', 'a..example'].map(
    (apiDomain): [FinehookProperties, string] => [
      { apiDomain, apiCertificate: certificate },
      `apiDomain is "${apiDomain}"; give a host name in lower case`,
    ],
  ),
  [{ apiDomain: 'hooks.example.com' }, 'apiCertificate is ""; give the ARN of a certificate'],
  [{ apiCertificate: certificate }, `apiCertificate is "${certificate}"; give the ARN`],
  [
    { apiDomain: 'hooks.example.com', apiCertificate: 'hooks' },
    'apiCertificate is "hooks"; give the ARN of a certificate',
  ],
  [{ apiRateLimit: 0 }, 'apiRateLimit is 0; give requests per second, above 0'],
  [{ apiBurstLimit: 1.5 }, 'apiBurstLimit is 1.5; give a whole number of requests, 1 or more'],
  [{ reconcileInterval: 90 }, 'reconcileInterval is 90; give seconds that are whole minutes, 60 to 86400'],
  ...[-1, 1.5, 51].map((recentEvents): [FinehookProperties, string] => [
    { recentEvents },
    `recentEvents is ${recentEvents}; give a whole number from 0 (none) to 50`,
  ]),
  [{ recentEventDays: 31 }, 'recentEventDays is 31; give whole days from 1 to 30'],
  [{ recentEventsWindow: 0 }, 'recentEventsWindow is 0; give a whole number of seconds from 1 to 300'],
  ...['', ' ', 'x'.repeat(61)].map((consoleName): [FinehookProperties, string] => [
    { consoleName },
    `consoleName is ${JSON.stringify(consoleName)}; give a name of 1 to 60 characters`,
  ]),
  ...[
    'http://a.example/logo.svg',
    '/logo.svg',
    'https://a;b.example/logo.svg',
    'https://u@a.example/l.svg',
  ].map((consoleLogo): [FinehookProperties, string] => [
    { consoleLogo },
    `consoleLogo is "${consoleLogo}"; give the https URL of an image`,
  ]),
  ...['red', '#fff', '#0055ff80'].map((consoleColor): [FinehookProperties, string] => [
    { consoleColor },
    `consoleColor is "${consoleColor}"; give a colour such as #0055ff`,
  ]),
  ...[
    '*',
    "'self'",
    'app.example.com',
    'http://app.example.com',
    'https://app.example.com/',
    'https://app.example.com;x',
    'https://*',
  ].map((origin): [FinehookProperties, string] => [
    { consoleFrameAncestors: [origin] },
    `consoleFrameAncestors is ["${origin}"]; give origins such as "https://app.example.com"`,
  ]),
  ...['https://webhooks.example.com', 'Webhooks.example.com', 'localhost'].map(
    (consoleDomain): [FinehookProperties, string] => [
      { consoleDomain, consoleCertificate },
      `consoleDomain is "${consoleDomain}"; give a host name in lower case`,
    ],
  ),
  [{ consoleDomain: 'w.example.com' }, 'consoleCertificate is ""; give the ARN of a certificate'],
  [{ consoleCertificate }, `consoleCertificate is "${consoleCertificate}"; give the ARN`],
  [
    { consoleDomain: 'w.example.com', consoleCertificate: certificate },
    `consoleCertificate is "${certificate}"; give the ARN of a certificate of AWS Certificate Manager in us-east-1`,
  ],
  [{ sweepInterval: 0 }, 'sweepInterval is 0; give seconds that are whole minutes, 60 to 86400'],
];

test.each(wrong)('%j is refused with what, where and what to do', (properties, problem) => {
  expect(() => complete(properties)).toThrow(`App/Webhooks: ${problem}`);
});

test('all that is wrong is said at once', () => {
  expect(() => complete({ apiRateLimit: -1, workerConcurrency: 0 })).toThrow(
    /^App\/Webhooks: workerConcurrency is 0; .*; apiRateLimit is -1; /,
  );
});

test.each(networks.good)('allowedNetworks takes "%s"', network => {
  expect(complete({ allowedNetworks: [network] }).allowedNetworks).toEqual([network]);
});

test.each(networks.bad)('allowedNetworks refuses "%s"', network => {
  expect(() => complete({ allowedNetworks: ['10.0.0.0/8', network] })).toThrow(
    'give networks as address/prefix length',
  );
});

const nameServers = ['9.9.9.9', '9.9.9.9:53', '2620:fe::fe', '[2620:fe::fe]', '[2620:fe::fe]:5353', '::1'];

test.each(nameServers)('nameServers takes "%s", and so do the functions', server => {
  expect(complete({ nameServers: [server] }).nameServers).toEqual([server]);
  new Resolver().setServers([server]);
});

const noNameServers = ['dns.example.com', '9.9.9', '9.9.9.9:0', '9.9.9.9:65536', '9.9.9.9:', '[9.9.9.9]:53'];

test.each([...noNameServers, '[::1', 'fe80::1%eth0', '[fe80::1%eth0]', ''])(
  'nameServers refuses "%s"',
  server => {
    expect(() => complete({ nameServers: ['9.9.9.9', server] })).toThrow(
      'give addresses with ports if need be',
    );
  },
);

const atTheEdge: FinehookProperties[] = [
  { retryDelays: [0, 0.5, 900, 86_400] },
  { requestTimeout: 0.05 },
  { requestTimeout: 25, workerTimeout: 30 },
  { requestTimeout: 10, workerTimeout: 15 },
  { requestTimeout: 0.5, workerTimeout: 6 },
  { workerTimeout: 900 },
  { deliveryRetention: 15 },
  { keepPayloads: 'undelivered' },
  { allowedNetworks: ['127.0.0.0/8', '::1/128', '0.0.0.0/0', 'fd00::/8'] },
  { deadLetterDelays: [0, 0, 0, 0, 0, 900] },
  { workerConcurrency: 2 },
  { workerConcurrency: 1000 },
  { apiRateLimit: 0.5, apiBurstLimit: 1 },
  { keyRateLimit: 0.5, keyBurstLimit: 1 },
  { allowedOrigins: ['https://a.example', 'https://a.example:8443', 'http://localhost:5173'] },
  { failingAfter: 2, failureSpacing: 0, healthCheckDelays: [1, 1], disabledCheckInterval: 1 },
  { failingAfter: 20, failureSpacing: 3600, healthCheckDelays: [900, 900], disabledCheckInterval: 86_400 },
  { holdPeriod: 336, autoRecover: false, canaryUrl: 'https://canary.example.com/', transitionLimit: 100_000 },
  { noticeFailingAfter: 30, checkConcurrency: 1 },
  ...[0, 0.1, 1000].map(callsPerSecondPerCompany => ({ callsPerSecondPerCompany })),
  { noticeSender: 'no-reply+hooks@mail.example.com', noticeIdentity: 'existing' },
  { noticeLink: 'https://app.example.com/hooks/{webhookId}?tab=health' },
  { noticeFailingAfter: 86_400, checkConcurrency: 100 },
  { producerAccounts: ['111122223333', '000000000001'] },
  { apiDomain: 'hooks.example.com', apiCertificate: certificate },
  { reconcileInterval: 60, sweepInterval: 86_400 },
  { console: false, consoleName: 'x', consoleColor: '#0055FF', consoleLogo: 'https://a.example/logo.svg' },
  { consoleName: 'x'.repeat(60), consoleDomain: 'webhooks.example.com', consoleCertificate },
  {
    consoleFrameAncestors: [
      'https://app.example.com',
      'https://*.example.com',
      'https://a.example:8443',
      'http://localhost:5173',
    ],
  },
  { recentEvents: 0 },
  { recentEvents: 50, recentEventDays: 30, recentEventsWindow: 300 },
  { recentEventDays: 1, recentEventsWindow: 1 },
];

test.each(atTheEdge)('%j is taken', properties => {
  expect(complete(properties)).toEqual({ ...defaultProperties, ...properties });
});

describe('context', () => {
  const read = (context: Record<string, unknown>) => propertiesFromContext(new App({ context }).node);

  test('texts become properties; other context is left alone', () => {
    expect(
      read({
        'finehook:retryDelays': '1, 1,1,0.5',
        'finehook:requestTimeout': '0.5',
        'finehook:allowedNetworks': '127.0.0.0/8,::1/128',
        'finehook:deadLetterDelays': [1, 1, 1, 1, 1, 1],
        'finehook:workerConcurrency': 4,
        'finehook:autoRecover': 'false',
        'finehook:producerAccounts': '111122223333,000000000001',
        'finehook:canaryUrl': ' https://canary.example.com/ ',
        'another:thing': 'x',
      }),
    ).toEqual({
      retryDelays: [1, 1, 1, 0.5],
      requestTimeout: 0.5,
      allowedNetworks: ['127.0.0.0/8', '::1/128'],
      deadLetterDelays: [1, 1, 1, 1, 1, 1],
      workerConcurrency: 4,
      autoRecover: false,
      producerAccounts: ['111122223333', '000000000001'],
      canaryUrl: 'https://canary.example.com/',
    });
  });

  test('a text that is no choice is refused', () => {
    expect(read({ 'finehook:keepPayloads': 'undelivered' })).toEqual({ keepPayloads: 'undelivered' });
    expect(() => complete(read({ 'finehook:keepPayloads': 'none' }))).toThrow(
      'keepPayloads is "none"; give "all" or "undelivered"',
    );
  });

  test('an empty text is the empty list', () => {
    expect(read({ 'finehook:allowedNetworks': '' })).toEqual({ allowedNetworks: [] });
  });

  test.each([
    [
      { 'finehook:retryDelay': '1' },
      `finehook:retryDelay is not a property; the properties are ${Object.keys(defaultProperties).join(', ')}`,
    ],
    [{ 'finehook:toString': '1' }, 'finehook:toString is not a property'],
    [{ 'finehook:autoRecover': 'no' }, 'finehook:autoRecover is "no", which is neither true nor false'],
    [{ 'finehook:requestTimeout': '10s' }, 'finehook:requestTimeout is "10s", which is not a number'],
    [{ 'finehook:requestTimeout': '' }, 'finehook:requestTimeout is "", which is not one number'],
    [{ 'finehook:requestTimeout': '1,2' }, 'finehook:requestTimeout is "1,2", which is not one number'],
    [
      { 'finehook:retryDelays': '1,,2,3' },
      'finehook:retryDelays is "1,,2,3", which is not numbers with commas between',
    ],
    [{ 'finehook:sweepInterval': true }, 'finehook:sweepInterval is not a text; write it in quotes'],
  ])('%j is refused', (context, problem) => {
    expect(() => read(context)).toThrow(`CDK context: ${problem}`);
  });
});
