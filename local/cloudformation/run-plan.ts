import type { EventPattern } from '../../event-pattern/event-pattern.ts';
import type { DistributionDefinition, HeaderList, ViewerFunction } from '../cloudfront/distribution.ts';
import type { JsonRecord } from '../json.ts';

/** A Lambda function of the template. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Folder with the unpacked bundle. */
  readonly codePath: string;
  /** `file.export`, as in the template. */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Reserved concurrency, when the template sets one. */
  readonly concurrency: number | undefined;
  /** What becomes of invocations that nobody waits for. @default Lambda's own */
  readonly asynchronous?: AsyncSettings;
}

export interface AsyncSettings {
  /** Of an invocation of which the function fails, 0–2. @default 2 */
  readonly retries?: number;
  /** An invocation that is older is given up. @default 6 hours */
  readonly maximumAgeMs?: number;
  /** Is told of invocations that are given up. */
  readonly failureQueueArn?: string;
}

/** An SQS event source mapping of the template. */
export interface QueueMappingDefinition {
  readonly functionName: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** How long a batch is gathered, from its first message on; 0 when what is there goes at once. */
  readonly windowMs: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
}

/** An event source mapping of the template that reads a table's stream. */
export interface StreamMappingDefinition {
  /** The logical id, under which is kept how far the mapping has come. */
  readonly id: string;
  readonly functionName: string;
  readonly streamArn: string;
  /** 1–10,000 records. */
  readonly batchSize: number;
  /** How long to wait for a batch to become full. */
  readonly windowMs: number;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** The function gets the records that one of them matches; all when there is none. */
  readonly filters: readonly EventPattern[];
  /** A batch of which the function fails is tried again in two halves. */
  readonly bisects: boolean;
  readonly reportsItemFailures: boolean;
  /** After so many the failing records are discarded; `undefined`: never. */
  readonly maximumRetries: number | undefined;
  /** Older records are discarded; `undefined`: never. */
  readonly maximumAgeMs: number | undefined;
  /** Is told of discarded records. */
  readonly failureQueueArn: string | undefined;
}

export interface RouteDefinition {
  /** `$default`, or `METHOD /path/{param}`. */
  readonly routeKey: string;
  readonly functionName: string;
}

export interface StageDefinition {
  readonly name: string;
  /** Requests a second; no throttle when missing. */
  readonly rateLimit: number | undefined;
  readonly burstLimit: number | undefined;
}

export interface RoleDefinition {
  readonly name: string;
  readonly arn: string;
  readonly statements: JsonRecord[];
}

export interface ScheduleDefinition {
  readonly ruleArn: string;
  readonly functionArn: string;
  /** `rate(5 minutes)` */
  readonly expression: string;
  /** JSON text instead of the scheduled event. */
  readonly input: string | undefined;
}

/** What the local run itself does for the template, beside the resources made through AWS APIs. */
export interface RunPlan {
  /** Where the HTTP API listens. */
  readonly apiUrl: string;
  /** The endpoint has no Lambda of ours to fire at, so schedules run here. */
  readonly schedulesRunHere: boolean;
  readonly functions: Map<string, FunctionDefinition>;
  readonly queueMappings: QueueMappingDefinition[];
  readonly streamMappings: StreamMappingDefinition[];
  readonly roles: Map<string, RoleDefinition>;
  readonly integrations: Map<string, string>;
  readonly routes: RouteDefinition[];
  readonly stages: StageDefinition[];
  readonly schedules: ScheduleDefinition[];
  /** Where the distribution is served. */
  readonly distributionUrl: string;
  readonly distributions: DistributionDefinition[];
  /** CloudFront's functions, by ARN. */
  readonly viewerFunctions: Map<string, ViewerFunction>;
  /** Response headers policies, by id. */
  readonly headersPolicies: Map<string, HeaderList>;
}

export function emptyPlan(
  fields: Pick<RunPlan, 'apiUrl' | 'schedulesRunHere'> & { readonly distributionUrl?: string },
): RunPlan {
  return {
    distributionUrl: '',
    ...fields,
    functions: new Map(),
    queueMappings: [],
    streamMappings: [],
    roles: new Map(),
    integrations: new Map(),
    routes: [],
    stages: [],
    schedules: [],
    distributions: [],
    viewerFunctions: new Map(),
    headersPolicies: new Map(),
  };
}

/** The name at the end of a function's ARN, or of the ARN with which API Gateway invokes it; a bare name as it is. */
export function functionNameOf(arnOrName: string): string {
  return /:function:([^:/]+)/.exec(arnOrName)?.[1] ?? arnOrName;
}
