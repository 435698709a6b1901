import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Meter } from '../ui/meter.tsx';
import { Card } from '../ui/page.tsx';
import styles from '../ui/rows.module.css';
import { useCompanyCapacities } from './capacity.ts';

const words = defineNounWords(
  ({ company: [company] }) => ({
    title: `Webhooks by ${company}`,
    used: (used: number, most: number, left: number) =>
      `${countEn(used, 'webhook', 'webhooks')} of ${most} used, ${left} left`,
  }),
  ({ company: { genitive } }) => ({
    title: `Сколько вебхуков у ${genitive[1]}`,
    used: (used, most, left) =>
      `Занято: ${countRu(used, 'вебхук', 'вебхука', 'вебхуков')} из ${most}, осталось ${left}`,
  }),
);

/** How many webhooks each company may still make. */
export function CompaniesCard({ companyIds }: { readonly companyIds: readonly string[] }) {
  const say = useWords(words);
  const names = useNames(companyIds);
  const capacities = useCompanyCapacities(companyIds);
  return (
    <Card title={say.title}>
      <ul className={styles.form}>
        {companyIds.map((id, index) => {
          const capacity = capacities[index];
          const name = names.nameOf('company', id, id);
          return (
            <li key={id}>
              <h3>{name}</h3>
              {capacity !== undefined && (
                <Loaded query={capacity} lines={1}>
                  {({ company }) =>
                    company !== undefined && (
                      <Meter
                        label={name}
                        used={company.webhooks}
                        most={company.webhooksPerCompany}
                        text={say.used(company.webhooks, company.webhooksPerCompany, company.webhooksLeft)}
                      />
                    )
                  }
                </Loaded>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
