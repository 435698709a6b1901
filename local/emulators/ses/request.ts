import type { IncomingMessage } from 'node:http';
import { sesError } from './errors.ts';

/** What a method and a path ask for: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Operations.html */
const routes = {
  CreateConfigurationSet: 'POST /v2/email/configuration-sets',
  CreateEmailIdentity: 'POST /v2/email/identities',
  DeleteSuppressedDestination: 'DELETE /v2/email/suppression/addresses/{EmailAddress}',
  GetConfigurationSet: 'GET /v2/email/configuration-sets/{ConfigurationSetName}',
  GetEmailIdentity: 'GET /v2/email/identities/{EmailIdentity}',
  GetSuppressedDestination: 'GET /v2/email/suppression/addresses/{EmailAddress}',
  PutConfigurationSetSuppressionOptions:
    'PUT /v2/email/configuration-sets/{ConfigurationSetName}/suppression-options',
  PutEmailIdentityConfigurationSetAttributes: 'PUT /v2/email/identities/{EmailIdentity}/configuration-set',
  PutSuppressedDestination: 'PUT /v2/email/suppression/addresses',
  SendEmail: 'POST /v2/email/outbound-emails',
} as const;

export type SesOperation = keyof typeof routes;

export interface SesRequest {
  readonly operation: SesOperation;
  /** What stands in the path. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: SesOperation;
  readonly method: string;
  readonly path: RegExp;
}

const table: readonly Route[] = operationNames().map(operation => {
  const [method = '', path = ''] = routes[operation].split(' ');
  return { operation, method, path: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) };
});

function operationNames(): readonly SesOperation[] {
  return Object.keys(routes).filter((name): name is SesOperation => name in routes);
}

/** Whether a request is for SES: its paths are its own. */
export function isForSes({ url }: IncomingMessage): boolean {
  return url?.startsWith('/v2/email/') === true;
}

/** The operation that a request asks for; undefined for one that this emulator does not have. */
export function readRequest({ method, url = '/' }: IncomingMessage): SesRequest | undefined {
  const { pathname } = new URL(url, 'http://localhost');
  for (const route of table) {
    const found = route.method === method ? route.path.exec(pathname) : null;
    if (found === null) continue;
    const parameters = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decoded(value)]),
    );
    return { operation: route.operation, parameters };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw sesError('BadRequestException', `The path has ${text}, which cannot be read.`);
  }
}
