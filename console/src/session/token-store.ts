/** Of this tab alone, and gone with it. A token never stands in a URL once it is here. */
const name = 'finehook.token';

export const tokenStore = {
  read: (): string | null => sessionStorage.getItem(name),
  keep: (token: string): void => sessionStorage.setItem(name, token),
  drop: (): void => sessionStorage.removeItem(name),
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
