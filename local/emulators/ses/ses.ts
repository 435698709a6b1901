import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { accessKeyIdOf, answer, answerError, readBytes } from '../aws-endpoint/http.ts';
import { AwsError } from '../aws-error.ts';
import { type Input, isInput, type ServiceRequest } from '../iam/request.ts';
import type { Store } from '../store.ts';
import { sesError } from './errors.ts';
import {
  createConfigurationSet,
  getConfigurationSet,
  putConfigurationSetSuppressionOptions,
} from './operations/configuration-sets.ts';
import {
  createEmailIdentity,
  getEmailIdentity,
  putEmailIdentityConfigurationSetAttributes,
} from './operations/identities.ts';
import type { Operation, Service } from './operations/operation.ts';
import { sendEmail, sendingIdentity } from './operations/send-email.ts';
import {
  deleteSuppressedDestination,
  getSuppressedDestination,
  putSuppressedDestination,
} from './operations/suppression.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { readRequest, type SesOperation } from './request.ts';
import { State } from './state.ts';

/** What the emulator needs from outside. */
export interface SesOptions {
  readonly store: Store;
  readonly region: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** @default randomUUID */
  readonly newId?: () => string;
  /** The error for who may not do this. */
  readonly refusalOf: (
    accessKeyId: string | undefined,
    request: ServiceRequest,
  ) => Promise<AwsError | undefined>;
}

/** The emulated service. */
export interface Ses {
  /** Answers one request that `isForSes`. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  readonly outbox: Outbox;
}

/** What differs from the real service and may matter to who runs on the emulator; shown at the start. */
export const sesNotEmulated: readonly string[] = [
  'SES sends nothing: mails are in the outbox of the receiver, which keeps the last thousand',
  'SES takes every identity for verified, has no sandbox, and hears of no bounces or complaints',
  'SES has simple content only: no raw or templated mails, attachments or contact lists',
];

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const maxMessageBytes = 40 * 1024 * 1024;

const operations: Readonly<Record<SesOperation, Operation>> = {
  CreateConfigurationSet: createConfigurationSet,
  CreateEmailIdentity: createEmailIdentity,
  DeleteSuppressedDestination: deleteSuppressedDestination,
  GetConfigurationSet: getConfigurationSet,
  GetEmailIdentity: getEmailIdentity,
  GetSuppressedDestination: getSuppressedDestination,
  PutConfigurationSetSuppressionOptions: putConfigurationSetSuppressionOptions,
  PutEmailIdentityConfigurationSetAttributes: putEmailIdentityConfigurationSetAttributes,
  PutSuppressedDestination: putSuppressedDestination,
  SendEmail: sendEmail,
};

/** Creates the emulator with everything that its store remembers. */
export function createSes({ store, region, refusalOf, ...options }: SesOptions): Ses {
  const { now = Date.now, newId = randomUUID } = options;
  const state = new State(store);
  const outbox = openOutbox(store);
  const service: Service = { state, outbox, region, now, newId };

  async function answerOf(request: IncomingMessage): Promise<Input> {
    const bytes = await readBytes(request, maxMessageBytes);
    const read = readRequest(request);
    if (read === undefined) {
      throw new AwsError({
        code: 'UnknownOperationException',
        message: `This emulator does not have ${request.method} ${request.url}.`,
        statusCode: 404,
      });
    }
    if (bytes === undefined) throw sesError('BadRequestException', 'The message is over 40 MB.');
    const { operation, parameters } = read;
    const input = { ...inputOf(bytes), ...parameters };
    const refusal = await refusalOf(accessKeyIdOf(request), {
      service: 'ses',
      operation,
      input: operation === 'SendEmail' ? { ...input, ...sentAs(input) } : input,
    });
    if (refusal !== undefined) throw refusal;
    return operations[operation](service, input);
  }

  /** Under whose name a mail goes out, which the rights are about. */
  function sentAs({ FromEmailAddress, ConfigurationSetName }: Input): Input {
    const EmailIdentity = sendingIdentity(state, FromEmailAddress);
    return {
      EmailIdentity,
      ConfigurationSetName: ConfigurationSetName ?? state.identity(EmailIdentity)?.configurationSet,
    };
  }

  return {
    outbox,
    async serve(request, response) {
      try {
        answer(response, 200, JSON.stringify(await answerOf(request)));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        answerError(response, error, '1.1');
      }
    },
  };
}

function inputOf(bytes: Buffer): Input {
  if (bytes.length === 0) return {};
  try {
    const input: unknown = JSON.parse(bytes.toString('utf8'));
    if (isInput(input)) return input;
  } catch {
    // Falls through to the refusal.
  }
  throw new AwsError({ code: 'SerializationException', message: 'The request is not a JSON object.' });
}
