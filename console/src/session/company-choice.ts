import { useSearchParams } from 'wouter';
import { type Names, useNames } from '../names/names.ts';
import { useCompanyIds } from './companies.ts';
import { useSession } from './session.tsx';

export interface CompanyChoice {
  /** Every company that there is to choose from. */
  readonly companyIds: readonly string[];
  /** The one that the address says, else the first; undefined when none is known. */
  readonly companyId: string | undefined;
  readonly names: Names;
  choose(companyId: string): void;
}

/** Which company a page is about: `?company=` of the address. */
export function useCompanyChoice(): CompanyChoice {
  const { session } = useSession();
  const known = useCompanyIds();
  const [address, setAddress] = useSearchParams();
  const named = address.get('company') ?? '';
  // Whoever holds every company may look at one that has no webhooks, and is not known here.
  const isFurther = named !== '' && !known.includes(named) && session.companies.includes('*');
  const companyIds = isFurther ? [...known, named] : known;
  return {
    companyIds,
    companyId: companyIds.includes(named) ? named : companyIds[0],
    names: useNames(companyIds),
    choose(companyId) {
      setAddress(
        before => {
          const after = new URLSearchParams(before);
          if (companyId === '') after.delete('company');
          else after.set('company', companyId);
          return after;
        },
        { replace: true },
      );
    },
  };
}
