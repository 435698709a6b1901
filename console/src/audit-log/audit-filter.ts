/** What the log is narrowed to beside the company; it stands in the address. */
export interface AuditFilter {
  /** Id of who did it. */
  readonly who: string;
  readonly operation: string;
  /** Days where whoever looks is, such as `2026-01-09`: from the first one's begin to the last one's end. */
  readonly from: string;
  readonly to: string;
}

export const noAuditFilter: AuditFilter = { who: '', operation: '', from: '', to: '' };

export function readAuditFilter(address: URLSearchParams): AuditFilter {
  const read = (name: keyof AuditFilter) => address.get(name) ?? '';
  return { who: read('who'), operation: read('operation'), from: read('from'), to: read('to') };
}

/** The address with the filter in it; the rest stays as it is. */
export function withAuditFilter(address: URLSearchParams, filter: Partial<AuditFilter>): URLSearchParams {
  const after = new URLSearchParams(address);
  for (const [name, value] of Object.entries(filter)) {
    if (value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
}

export interface AuditQuery {
  readonly companyId?: string;
  readonly actorId?: string;
  readonly operation?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What the service is asked for. A day that is none is left out. */
export function auditQuery(
  { who, operation, from, to }: AuditFilter,
  companyId: string | undefined,
): AuditQuery {
  const [begin, end] = [dayBegin(from, 0), dayBegin(to, 1)];
  return {
    ...(companyId !== undefined && { companyId }),
    ...(who !== '' && { actorId: who }),
    ...(operation !== '' && { operation }),
    ...(begin !== undefined && { from: begin }),
    ...(end !== undefined && { to: end }),
  };
}

/** When a day, or one so many days later, begins where whoever looks is: RFC 3339. */
function dayBegin(day: string, daysLater: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).toISOString();
}
