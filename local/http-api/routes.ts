import type { RouteDefinition } from '../cloudformation/run-plan.ts';

export interface RouteMatch {
  readonly route: RouteDefinition;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface ParsedRoute {
  readonly route: RouteDefinition;
  readonly method: string;
  readonly segments: readonly string[];
}

/**
 * Finds the route of a request as API Gateway does: a full match before a greedy one, `$default` last.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function createRouter(
  routes: readonly RouteDefinition[],
): (method: string, path: string) => RouteMatch | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const parsed = routes.filter(route => route !== fallback).map(parseRoute);
  parsed.sort((left, right) => specificity(right) - specificity(left));

  return (method, path) => {
    const segments = segmentsOf(path);
    for (const { route, method: wanted, segments: pattern } of parsed) {
      if (wanted !== 'ANY' && wanted !== method) continue;
      const pathParameters = matchSegments(pattern, segments);
      if (pathParameters !== undefined) return { route, pathParameters };
    }
    return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
  };
}

function parseRoute(route: RouteDefinition): ParsedRoute {
  const [method = '', path = ''] = route.routeKey.split(' ');
  return { route, method, segments: segmentsOf(path) };
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

/** Full before greedy, then more literal segments, then a named method before `ANY`. */
function specificity({ method, segments }: ParsedRoute): number {
  const greedy = segments.some(segment => segment.endsWith('+}'));
  const literals = segments.filter(segment => !segment.startsWith('{')).length;
  return (greedy ? 0 : 1_000) + literals * 2 + (method === 'ANY' ? 0 : 1);
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(wanted);
    if (name?.[2] === '+') {
      const rest = segments.slice(index).join('/');
      if (rest === '') return undefined;
      return { ...parameters, [name[1] ?? '']: rest };
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (name === null) {
      if (segment !== wanted) return undefined;
    } else {
      if (segment === '') return undefined;
      parameters[name[1] ?? ''] = segment;
    }
  }
  return segments.length === pattern.length ? parameters : undefined;
}
