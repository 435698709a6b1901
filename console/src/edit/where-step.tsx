import { useState } from 'react';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import type { Company, Names } from '../names/names.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { Skeleton } from '../ui/loaded.tsx';
import { chooseCompany, chooseProject, isProjectChosen, isWhole } from './choose-places.ts';
import type { Clause, Place } from './draft.ts';
import styles from './edit.module.css';
import { StepPart } from './step-part.tsx';

const words = defineNounWords(
  ({ project: [project, projects] }) => ({
    title: 'Where?',
    all: `All ${projects}, future ones too`,
    search: `Search ${projects}`,
    none: `The names of the ${projects} are not known here. All ${projects} can be chosen.`,
    needed: `Choose at least one ${project}.`,
  }),
  ({ project: { nominative, genitive } }) => ({
    title: 'Где?',
    all: `Все ${nominative[1]}, в том числе будущие`,
    search: `Поиск ${genitive[1]}`,
    none: `Названия ${genitive[1]} здесь неизвестны. Можно выбрать все ${nominative[1]}.`,
    needed: `Выберите ${nominative[1]}.`,
  }),
);

/** From so many projects on, one looks for one rather than through all. */
const searchedFrom = 8;

interface WhereStepProps {
  readonly clause: Clause;
  readonly names: Names;
  onChange(change: Pick<Clause, 'companies'>): void;
  onBack(): void;
  onNext(): void;
}

export function WhereStep({ clause, names, onChange, onBack, onNext }: WhereStepProps) {
  const say = useWords(words);
  const [search, setSearch] = useState('');
  const places = clause.companies;
  const count = names.companies.reduce((sum, { projects }) => sum + projects.length, 0);
  return (
    <StepPart
      title={say.title}
      onBack={onBack}
      onNext={onNext}
      whyNotNext={places.length === 0 ? say.needed : undefined}
    >
      {count >= searchedFrom && (
        <Field label={say.search}>
          {input => (
            <input
              {...input}
              type="search"
              value={search}
              onChange={event => setSearch(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {names.isLoading ? (
        <Skeleton lines={4} />
      ) : (
        names.companies.map(company => (
          <CompanyProjects
            key={company.id}
            company={company}
            places={places}
            search={search.trim().toLowerCase()}
            onChange={companies => onChange({ companies })}
          />
        ))
      )}
    </StepPart>
  );
}

interface CompanyProjectsProps {
  readonly company: Company;
  readonly places: readonly Place[];
  readonly search: string;
  onChange(places: readonly Place[]): void;
}

function CompanyProjects({ company, places, search, onChange }: CompanyProjectsProps) {
  const say = useWords(words);
  const { projectIds } = places.find(({ companyId }) => companyId === company.id) ?? { projectIds: [] };
  const chosen = company.projects.filter(({ id }) => isProjectChosen(places, company.id, id));
  const isAll = isWhole(places, company.id);
  const unnamed =
    projectIds === '*' ? [] : projectIds.filter(id => !company.projects.some(project => project.id === id));
  const shown = [...company.projects, ...unnamed.map(id => ({ id, name: id }))].filter(({ name }) =>
    name.toLowerCase().includes(search),
  );
  return (
    <fieldset className={styles.company}>
      <legend className={styles.legend}>{company.name}</legend>
      <Checkbox
        label={say.all}
        checked={isAll && chosen.length === company.projects.length}
        mixed={projectIds.length > 0 && !(isAll && chosen.length === company.projects.length)}
        onChange={wanted => onChange(chooseCompany(places, company.id, wanted))}
      />
      {shown.length === 0 && company.projects.length === 0 && <p className={styles.lead}>{say.none}</p>}
      <ul className={styles.branch}>
        {shown.map(project => (
          <li key={project.id}>
            <Checkbox
              label={project.name}
              checked={isProjectChosen(places, company.id, project.id)}
              onChange={wanted => onChange(chooseProject(places, company.id, project.id, wanted))}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
