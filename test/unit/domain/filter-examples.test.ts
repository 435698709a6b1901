import { expect, it } from 'vitest';
import { withChanges } from '../../../event-contract/event-detail.ts';
import { matches } from '../../../event-pattern/match.ts';
import { parseEvent } from '../../../event-pattern/parse-event.ts';
import { parsePattern } from '../../../event-pattern/parse-pattern.ts';
import { compileFilter } from '../../../functions/domain/compile-filter.ts';
import { explainFilter } from '../../../functions/domain/explain-filter.ts';
import { filterExamples } from '../../support/filter-examples.ts';

it.each(filterExamples.map(example => [example.operator, example.title, example] as const))(
  '%s: %s',
  (_, __, { conditions, wanted, unwanted, time = '2026-01-10T00:00:00Z' }) => {
    const companies = [{ companyId: 'acme', projectIds: '*' as const }];
    const filter = { anyOf: [{ eventTypes: ['TODO_MOVED'], companies, conditions }] };
    const pattern = parsePattern(compileFilter(filter).pattern);
    const judge = (data: Readonly<Record<string, unknown>>) => {
      const detail = withChanges({ companyId: 'acme', projectId: 'p1', ...data });
      const document = parseEvent(JSON.stringify({ 'detail-type': 'TODO_MOVED', detail }));
      const event = {
        type: 'TODO_MOVED',
        companyId: 'acme',
        projectId: 'p1',
        data: parseEvent(JSON.stringify(detail)),
        eventMs: Date.parse(time),
      };
      return { passes: matches(pattern, document), isWanted: explainFilter(filter, event).matches };
    };
    expect(wanted.map(judge)).toEqual(wanted.map(() => ({ passes: true, isWanted: true })));
    expect(unwanted.map(data => judge(data).isWanted)).toEqual(unwanted.map(() => false));
  },
);
