import { promises } from 'node:dns';
import type { AddressResolver } from './guarded-lookup.ts';

/**
 * AddressResolver over c-ares: unlike getaddrinfo it does not stand in line for libuv's four threads behind names that do not
 * answer. It knows neither hosts files nor search domains, and keeps nothing.
 * @param nameServers addresses, with ports if need be (`192.0.2.1`, `[2001:db8::1]:5353`); empty for the system's own
 */
export function caresResolver(nameServers: readonly string[]): AddressResolver {
  // A name server that stays silent has cost 5 s when a name is given up: less than a call may take by default.
  const resolver = new promises.Resolver({ timeout: 1500, maxTimeout: 2000, tries: 3 });
  if (nameServers.length > 0) resolver.setServers(nameServers);
  return {
    resolve4: host => resolver.resolve4(host, { ttl: true }),
    resolve6: host => resolver.resolve6(host, { ttl: true }),
  };
}
