/** Of this tab alone, and gone with it. A token never stands in a URL once it is here. */
const name = 'finehook.token';

const linkName = 'finehook.link';

export const tokenStore = {
  read: (): string | null => sessionStorage.getItem(name),
  keep: (token: string): void => sessionStorage.setItem(name, token),
  drop: (): void => sessionStorage.removeItem(name),
};

/** A portal link on its way to a session, which may be asked for again under the same name should the page be reloaded meanwhile. */
export interface LinkExchange {
  readonly token: string;
  readonly idempotencyKey: string;
}

export const linkStore = {
  read(): LinkExchange | undefined {
    const [token, idempotencyKey] = (sessionStorage.getItem(linkName) ?? '').split(' ');
    return token && idempotencyKey ? { token, idempotencyKey } : undefined;
  },
  keep: ({ token, idempotencyKey }: LinkExchange): void =>
    sessionStorage.setItem(linkName, `${token} ${idempotencyKey}`),
  drop: (): void => sessionStorage.removeItem(linkName),
};

/**
 * Takes a portal link's token out of the address, so that neither the history nor a copied address has it.
 * @returns undefined when there is none
 */
export function takeLinkToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return token;
}
