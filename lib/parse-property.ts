import type { CompleteProperties } from './properties.ts';

type Kind = 'number' | 'numbers' | 'text' | 'texts' | 'boolean' | 'json';

const kinds: Readonly<Record<keyof CompleteProperties, Kind>> = {
  retryDelays: 'numbers',
  requestTimeout: 'number',
  workerTimeout: 'number',
  deliveryRetention: 'number',
  keepPayloads: 'text',
  allowedNetworks: 'texts',
  nameServers: 'texts',
  deadLetterDelays: 'numbers',
  workerConcurrency: 'number',
  failingAfter: 'number',
  failureSpacing: 'number',
  healthCheckDelays: 'numbers',
  disabledCheckInterval: 'number',
  holdPeriod: 'number',
  autoRecover: 'boolean',
  noticeFailingAfter: 'number',
  noticeSender: 'text',
  noticeIdentity: 'text',
  noticeLink: 'text',
  oidcIssuer: 'text',
  oidcAudience: 'text',
  oidcCompaniesClaim: 'text',
  oidcRoleClaim: 'text',
  webhooksPerCompany: 'number',
  ruleQuota: 'number',
  callsPerSecondPerCompany: 'number',
  checkConcurrency: 'number',
  canaryUrl: 'text',
  transitionLimit: 'number',
  producerAccounts: 'texts',
  apiDomain: 'text',
  apiCertificate: 'text',
  apiRateLimit: 'number',
  apiBurstLimit: 'number',
  keyRateLimit: 'number',
  keyBurstLimit: 'number',
  allowedOrigins: 'texts',
  nouns: 'json',
  reconcileInterval: 'number',
  sweepInterval: 'number',
  recentEvents: 'number',
  recentEventDays: 'number',
  recentEventsWindow: 'number',
  console: 'boolean',
  consoleUrl: 'text',
  consoleName: 'text',
  consoleLogo: 'text',
  consoleColor: 'text',
  consoleFrameAncestors: 'texts',
  consoleDomain: 'text',
  consoleCertificate: 'text',
};

/** What a text given as CDK context means for a property; `problem` says what is wrong with it. */
export function parseProperty(
  name: string,
  given: unknown,
): { value: unknown; problem?: undefined } | { problem: string } {
  const kind = Object.entries(kinds).find(([property]) => property === name)?.[1];
  if (kind === 'json') return parseJson(name, given);
  // cdk.json may hold numbers and lists as such
  const text = Array.isArray(given)
    ? given.join(',')
    : typeof given === 'number' || (kind === 'boolean' && typeof given === 'boolean')
      ? String(given)
      : given;
  if (typeof text !== 'string') return { problem: `finehook:${name} is not a text; write it in quotes` };
  if (kind === 'text') return { value: text.trim() };
  if (kind === 'boolean') {
    return text === 'true' || text === 'false'
      ? { value: text === 'true' }
      : { problem: `finehook:${name} is "${text}", which is neither true nor false` };
  }
  const items = text.trim() === '' ? [] : text.split(',').map(item => item.trim());
  if (kind === 'texts') return { value: items };
  const numbers = items.map(item => (item === '' ? Number.NaN : Number(item)));
  if (!numbers.every(Number.isFinite)) {
    return {
      problem: `finehook:${name} is "${text}", which is not ${kind === 'number' ? 'a number' : 'numbers with commas between'}`,
    };
  }
  if (kind === 'numbers') return { value: numbers };
  const [number] = numbers;
  if (number === undefined || numbers.length > 1) {
    return { problem: `finehook:${name} is "${text}", which is not one number` };
  }
  return { value: number };
}

/** cdk.json may hold it as such; the rules of properties look at it. */
function parseJson(name: string, given: unknown): ReturnType<typeof parseProperty> {
  if (typeof given !== 'string') return { value: given };
  try {
    return { value: JSON.parse(given.trim() || '{}') };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: `finehook:${name} is ${given}, which is not JSON: ${error.message}` };
  }
}
