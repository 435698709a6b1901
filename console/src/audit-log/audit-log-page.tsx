import { useSearchParams } from 'wouter';
import { useWords } from '../language/language.tsx';
import { defineNounWords } from '../language/words.ts';
import { useCompanyChoice } from '../session/company-choice.ts';
import { useWhyNot } from '../session/may.ts';
import { useSession } from '../session/session.tsx';
import { CompanySelect } from '../ui/company-select.tsx';
import { NoAccess } from '../ui/no-access.tsx';
import { NoCompany } from '../ui/no-company.tsx';
import { Page } from '../ui/page.tsx';
import { auditQuery, readAuditFilter } from './audit-filter.ts';
import { AuditEntries } from './audit-list.tsx';

const words = defineNounWords(
  ({ company: [, companies] }) => ({
    title: 'Audit log',
    lead: 'Who changed what and when: people, programs, and the service by itself. Kept for 400 days.',
    all: `All ${companies}`,
  }),
  ({ company: { nominative } }) => ({
    title: 'Журнал изменений',
    lead: 'Кто, что и когда изменил: люди, программы и сам сервис. Хранится 400 дней.',
    all: `Все ${nominative[1]}`,
  }),
);

export default function AuditLogPage() {
  const say = useWords(words);
  const whyNot = useWhyNot('audit:read');
  return (
    <Page title={say.title} lead={say.lead}>
      {whyNot === undefined ? <AuditLog /> : <NoAccess reason={whyNot} />}
    </Page>
  );
}

function AuditLog() {
  const say = useWords(words);
  const { session } = useSession();
  const { companyIds, companyId: chosen, names, choose } = useCompanyChoice();
  const [address] = useSearchParams();
  const holdsEvery = session.companies.includes('*');
  // Whoever holds every company sees all of them at once until one is chosen.
  const companyId = holdsEvery && !address.has('company') ? undefined : chosen;
  if (companyId === undefined && !holdsEvery) return <NoCompany />;
  return (
    <AuditEntries
      query={auditQuery(readAuditFilter(address), companyId)}
      names={names}
      companyId={companyId}
      companySelect={
        <CompanySelect
          companyIds={companyIds}
          names={names}
          value={companyId ?? ''}
          allLabel={holdsEvery ? say.all : undefined}
          onChange={choose}
        />
      }
    />
  );
}
