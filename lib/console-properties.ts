/** The web console: where it is, how it looks, and who may embed it. */
export interface ConsoleProperties {
  /**
   * Whether `npm run deploy` makes the console too, a stack of its own beside the service's. In an app of your own a `ConsoleStack`
   * says so, not this.
   * @default true
   */
  readonly console?: boolean;
  /**
   * Where the console is, https (in a local run http on this machine): portal links lead there. Empty: at consoleDomain; without
   * one there are no portal links.
   * @default ''
   */
  readonly consoleUrl?: string;
  /**
   * What the console calls itself, 1–60 characters.
   * @default 'Webhooks'
   */
  readonly consoleName?: string;
  /**
   * An image that the console shows beside its name, https; the content security policy lets images of its origin in. Empty: none.
   * @default ''
   */
  readonly consoleLogo?: string;
  /**
   * The console's accent as `#rrggbb`. A portal link may give another. Empty: the console's own.
   * @default ''
   */
  readonly consoleColor?: string;
  /**
   * Origins of the web pages that may embed the console in a frame, such as `https://app.example.com`, or `https://*.example.com` for every
   * host below. Without any, nobody may.
   * https://www.w3.org/TR/CSP3/#directive-frame-ancestors
   * @default []
   */
  readonly consoleFrameAncestors?: readonly string[];
  /**
   * A host name of your own for the console, such as `webhooks.example.com`. It needs consoleCertificate, and a DNS record that leads
   * to the output ConsoleDomainTarget. Empty: CloudFront's own host name alone.
   * @default ''
   */
  readonly consoleDomain?: string;
  /**
   * ARN of a certificate for consoleDomain in AWS Certificate Manager, of us-east-1 whatever the stack's Region is.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
   * @default ''
   */
  readonly consoleCertificate?: string;
}
