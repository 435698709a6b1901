/** Header names and values, in order. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** What a function of CloudFront makes of a path (`uri`). */
export type ViewerFunction = (request: {
  readonly method: string;
  readonly uri: string;
  readonly viewerIp: string;
}) => Promise<string>;

export type OriginDefinition =
  /** Read with origin access control: what is not there is refused. */
  | { readonly kind: 'bucket'; readonly bucketName: string }
  /** The HTTP API of this run, which gets everything of the viewer's request but its host. */
  | { readonly kind: 'api' };

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html */
export interface BehaviorDefinition {
  readonly pathPattern: string;
  readonly origin: OriginDefinition;
  readonly allowedMethods: readonly string[];
  readonly viewerRequest: ViewerFunction | undefined;
  /** They replace the origin's headers of the same names. */
  readonly headers: HeaderList;
}

/** A CloudFront distribution of the template. */
export interface DistributionDefinition {
  /** In the order in which they are tried; the default one, with the pattern `*`, is the last. */
  readonly behaviors: readonly BehaviorDefinition[];
}
