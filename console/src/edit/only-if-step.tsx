import { useState } from 'react';
import type { EventType } from '../../../client/api/client.ts';
import { useWords } from '../language/language.tsx';
import { defineWords } from '../language/words.ts';
import type { Names } from '../names/names.ts';
import { useFaults } from '../problems/faults.ts';
import { useRecentEvents } from '../recent/recent-events.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { isChosen } from './choose-events.ts';
import { draftOfGroup, rootGroup } from './conditions/condition-draft.ts';
import { ConditionGroup } from './conditions/condition-group.tsx';
import { JsonView } from './conditions/json-view.tsx';
import { knownValues } from './conditions/known-values.ts';
import { fieldsOf } from './conditions/schema-fields.ts';
import type { Clause } from './draft.ts';
import { StepPart, type StepPartProps } from './step-part.tsx';

const words = defineWords(
  {
    title: 'Only if …',
    lead: 'Without conditions every such event counts. With them, only those that fit.',
    json: 'Show as JSON',
    form: 'Show as a form',
    pattern: 'These conditions are an event pattern, which is written as JSON.',
  },
  {
    title: 'При условии …',
    lead: 'Без условий подходит каждое такое событие. С условиями — только те, что им отвечают.',
    json: 'Показать как JSON',
    form: 'Показать как форму',
    pattern: 'Эти условия — шаблон событий, он записывается в виде JSON.',
  },
);

interface OnlyIfStepProps extends Pick<StepPartProps, 'onBack' | 'onNext' | 'next'> {
  readonly clause: Clause;
  /** Place of the clause among those of the filter. */
  readonly place: number;
  readonly eventTypes: readonly EventType[];
  readonly names: Names;
  /** What the preview says of the filter. */
  readonly error: unknown;
  onChange(change: Pick<Clause, 'conditions'>): void;
}

export function OnlyIfStep({ clause, place, eventTypes, names, error, onChange, ...step }: OnlyIfStepProps) {
  const say = useWords(words);
  const [isJson, setJson] = useState(false);
  const companyIds = clause.companies.map(({ companyId }) => companyId);
  const recent = useRecentEvents(companyIds);
  const root = rootGroup(clause.conditions);
  const types = eventTypes.filter(({ name }) => isChosen(clause, name));
  const events = recent.filter(({ type }) => isChosen(clause, type));
  const pointer = `/filter/anyOf/${place}/conditions`;
  const faults = useFaults(error).filter(fault => fault.pointer.startsWith(pointer));
  return (
    <StepPart title={say.title} lead={say.lead} {...step}>
      {isJson || root === undefined ? (
        <>
          {root === undefined && <Notice kind="plain">{say.pattern}</Notice>}
          <JsonView
            conditions={clause.conditions}
            error={faults.length === 0 ? undefined : faults.map(({ detail }) => detail).join(' ')}
            onChange={conditions => onChange(conditions === undefined ? {} : { conditions })}
          />
        </>
      ) : (
        <ConditionGroup
          group={root}
          depth={0}
          pointer={pointer}
          faults={faults}
          fields={fieldsOf(types)}
          knownOf={field => knownValues(field, events, companyIds, names)}
          onChange={group => onChange({ conditions: draftOfGroup(group) })}
        />
      )}
      {(root !== undefined || !isJson) && (
        <div>
          <Button kind="quiet" onClick={() => setJson(!isJson)}>
            {isJson ? say.form : say.json}
          </Button>
        </div>
      )}
    </StepPart>
  );
}
