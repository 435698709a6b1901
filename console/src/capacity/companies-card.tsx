import { useWords } from '../language/language.tsx';
import { countEn, countRu } from '../language/plural.ts';
import { defineNounWords } from '../language/words.ts';
import { useNames } from '../names/names.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Meter, nearlyFull } from '../ui/meter.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card } from '../ui/page.tsx';
import styles from '../ui/rows.module.css';
import { useCompanyCapacities } from './capacity.ts';

const words = defineNounWords(
  ({ company: [company] }) => ({
    title: `Webhooks by ${company}`,
    used: (used: number, most: number, left: number) =>
      `${countEn(used, 'webhook', 'webhooks')} of ${most} used, ${left} left`,
    full: (name: string, left: number) =>
      `“${name}” ${left === 0 ? 'has reached its limit' : 'is near its limit'}`,
    fullWhat:
      'At the limit it can make no more webhooks: delete those that are no longer needed, or ask whoever runs the service for more.',
  }),
  ({ company: { genitive } }) => ({
    title: `Сколько вебхуков у ${genitive[1]}`,
    used: (used, most, left) =>
      `Занято: ${countRu(used, 'вебхук', 'вебхука', 'вебхуков')} из ${most}, осталось ${left}`,
    full: (name, left) => `«${name}»: лимит ${left === 0 ? 'достигнут' : 'почти достигнут'}`,
    fullWhat:
      'Сверх лимита вебхук создать нельзя: удалите ненужные или попросите больше у того, кто управляет сервисом.',
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
                      <>
                        <Meter
                          label={name}
                          used={company.webhooks}
                          most={company.webhooksPerCompany}
                          text={say.used(company.webhooks, company.webhooksPerCompany, company.webhooksLeft)}
                        />
                        {company.webhooks >= nearlyFull * company.webhooksPerCompany && (
                          <Notice kind="warn" title={say.full(name, company.webhooksLeft)}>
                            <p>{say.fullWhat}</p>
                          </Notice>
                        )}
                      </>
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
