export const directoryKinds = ['company', 'custom-field', 'list', 'person', 'project'] as const;
export type DirectoryKind = (typeof directoryKinds)[number];

/** A thing of the platform's, by the platform's own ids. */
export interface DirectoryKey {
  readonly companyId: string;
  readonly kind: DirectoryKind;
  readonly id: string;
}

/** What people call it. */
export interface DirectoryEntry extends DirectoryKey {
  readonly name: string;
}

/** What is to change, each thing at most once; all else stays. */
export interface DirectoryChanges {
  readonly upsert: readonly DirectoryEntry[];
  readonly remove: readonly DirectoryKey[];
}

export interface DirectoryPage {
  readonly companyId: string;
  readonly kind?: DirectoryKind;
  readonly limit: number;
  /** What the page before ended with; of the same kind, when that is given. */
  readonly after?: Pick<DirectoryKey, 'kind' | 'id'>;
}

/** Of the names of all companies. */
export interface CompaniesPage {
  readonly limit: number;
  /** Id of the company that the page before ended with. */
  readonly after?: string;
}

/** Names that the platform has told: they are for people only, nothing is decided by them. */
export interface DirectoryStore {
  /**
   * Not all at once: when it fails, some of it may be done. The same changes can be made again.
   * @throws AwsCallError retryable, when DynamoDB does not take all of it
   */
  change(changes: DirectoryChanges): Promise<void>;
  /** Consistent, sorted by kind and id (UTF-8). */
  list(page: DirectoryPage): Promise<DirectoryEntry[]>;
  /** Every company that has a name, sorted by id (UTF-8); eventually consistent. */
  listCompanies(page: CompaniesPage): Promise<DirectoryEntry[]>;
  /** Those that there are, in any order (eventually consistent). */
  find(keys: readonly DirectoryKey[]): Promise<DirectoryEntry[]>;
}
