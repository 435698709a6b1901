import type { UseQueryResult } from '@tanstack/react-query';
import type { Preview } from '../../../client/api/client.ts';
import { useEventTypes } from '../catalog/event-types.ts';
import type { Names } from '../names/names.ts';
import { Loaded } from '../ui/loaded.tsx';
import { ClausesBar } from './clauses-bar.tsx';
import { type Clause, emptyClause, withClause, withNewClause, withoutClause } from './draft.ts';
import { OnlyIfStep } from './only-if-step.tsx';
import type { StepPartProps } from './step-part.tsx';
import type { Step } from './steps.ts';
import type { DraftState } from './use-draft.ts';
import { WhenStep } from './when-step.tsx';
import { WhereStep } from './where-step.tsx';

interface FilterStepsProps {
  readonly state: DraftState;
  readonly names: Names;
  readonly preview: UseQueryResult<Preview>;
  /** What comes before “when”. */
  readonly before?: Step;
  /** What comes after “only if”: a step, or what saves. */
  readonly after: Pick<StepPartProps, 'onNext' | 'next'>;
}

/** When, where, only if: the three questions that make a filter, for one alternative of it. */
export function FilterSteps({ state, names, preview, before, after }: FilterStepsProps) {
  const { draft, change, step, place, go } = state;
  const eventTypes = useEventTypes();
  const clause = draft.clauses[place] ?? emptyClause;
  const changeClause = (changed: Partial<Clause>) => change(withClause(draft, place, changed));
  function add(): void {
    change(withNewClause(draft));
    go('when', draft.clauses.length);
  }
  return (
    <>
      <ClausesBar
        count={draft.clauses.length}
        current={place}
        onGo={at => go(step, at)}
        onAdd={step === 'only-if' ? add : undefined}
        onRemove={() => {
          change(withoutClause(draft, place));
          go('when');
        }}
      />
      <Loaded query={eventTypes} lines={8}>
        {types => {
          if (step === 'when') {
            return (
              <WhenStep
                key={place}
                clause={clause}
                eventTypes={types}
                onChange={({ eventTypes, exceptEventTypes = [] }) =>
                  changeClause({ eventTypes, exceptEventTypes })
                }
                onBack={before && (() => go(before))}
                onNext={() => go('where', place)}
              />
            );
          }
          if (step === 'where') {
            return (
              <WhereStep
                key={place}
                clause={clause}
                names={names}
                onChange={changeClause}
                onBack={() => go('when', place)}
                onNext={() => go('only-if', place)}
              />
            );
          }
          return (
            <OnlyIfStep
              key={place}
              clause={clause}
              place={place}
              eventTypes={types}
              names={names}
              error={preview.error}
              onChange={({ conditions }) => change(withClause(draft, place, { conditions }))}
              onBack={() => go('where', place)}
              {...after}
            />
          );
        }}
      </Loaded>
    </>
  );
}
