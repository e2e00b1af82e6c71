/** What the address of the first page says besides where it is. */
export type Entry = {
  /** A one-time link was followed; its token is empty when the page was loaded again or the link was cut short. */
  link: { page: 'setup' | 'welcome'; token: string } | null;
  /** Why signing in with the organisation's account failed: an error code. */
  ssoError: string | null;
};

type Address = Pick<Location, 'pathname' | 'search' | 'hash'>;

/**
 * Reads it, and takes it out of the address bar and the browser's history at once: a token must not be read from a
 * screen, kept in a bookmark or sent on, and an old error must not come back with a reload.
 */
export function takeEntry(address: Address, history: Pick<History, 'replaceState'>): Entry {
  const query = new URLSearchParams(address.search);
  const page = /^\/(setup|welcome)\/?$/u.exec(address.pathname)?.[1] as 'setup' | 'welcome' | undefined;
  const token = query.get('token');
  const ssoError = query.get('sso_error');
  if (token !== null || ssoError !== null) {
    query.delete('token');
    query.delete('sso_error');
    const rest = query.size > 0 ? `?${query.toString()}` : '';
    history.replaceState(null, '', `${address.pathname}${rest}${address.hash}`);
  }
  return { link: page ? { page, token: token ?? '' } : null, ssoError };
}
