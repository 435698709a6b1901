import type { CompleteProperties, FinehookProperties } from './properties.ts';
import { PropertyError } from './property-error.ts';
import { violations } from './property-rules.ts';

export const defaultProperties: CompleteProperties = {
  retryDelays: [5, 60, 900, 14_400],
  requestTimeout: 10,
  workerTimeout: 30,
  deliveryRetention: 30,
  keepPayloads: 'all',
  allowedNetworks: [],
  nameServers: [],
  deadLetterDelays: [10, 60, 300, 900, 900, 900],
  workerConcurrency: 2,
  failingAfter: 3,
  failureSpacing: 30,
  healthCheckDelays: [25, 840],
  disabledCheckInterval: 840,
  holdPeriod: 72,
  autoRecover: true,
  noticeFailingAfter: 900,
  noticeSender: '',
  noticeIdentity: 'new',
  noticeLink: '',
  oidcIssuer: '',
  oidcAudience: '',
  oidcCompaniesClaim: 'companies',
  oidcRoleClaim: 'role',
  webhooksPerCompany: 100,
  ruleQuota: 300,
  callsPerSecondPerCompany: 0,
  checkConcurrency: 4,
  canaryUrl: '',
  transitionLimit: 5,
  producerAccounts: [],
  apiDomain: '',
  apiCertificate: '',
  apiRateLimit: 200,
  apiBurstLimit: 400,
  keyRateLimit: 50,
  keyBurstLimit: 250,
  allowedOrigins: [],
  nouns: {},
  reconcileInterval: 300,
  sweepInterval: 60,
  recentEvents: 5,
  recentEventDays: 7,
  recentEventsWindow: 20,
  console: true,
  consoleUrl: '',
  consoleName: 'Webhooks',
  consoleLogo: '',
  consoleColor: '',
  consoleFrameAncestors: [],
  consoleDomain: '',
  consoleCertificate: '',
};

/**
 * Fills in the defaults and checks everything at once.
 * @param where path of the construct, for the message
 * @throws PropertyError
 */
export function completeProperties(where: string, properties: FinehookProperties): CompleteProperties {
  const given = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
  const complete: CompleteProperties = { ...defaultProperties, ...given };
  const problems = violations(complete);
  if (problems.length > 0) throw new PropertyError(where, problems);
  return complete;
}
