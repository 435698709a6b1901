/** The scheme with its colon; empty for what is no URL. */
export function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

const ownHosts = ['localhost', '127.0.0.1', '[::1]'];

/** As browsers write it: https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return text === origin && (protocol === 'https:' || (protocol === 'http:' && ownHosts.includes(hostname)));
}

export const hostText =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** The token of a portal link stands behind the URL's `#`; without TLS only this machine may have it. */
export function isConsoleUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || text.includes('#')) return false;
  return isSafe(url);
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata: neither query nor fragment. */
export function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && !/[?#\s]/.test(text) && url.username === '' && url.password === '' && isSafe(url);
}

/** Without TLS only within this machine, for a local run. */
function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
}
