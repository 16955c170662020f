/** `sessionStorage` of the page: gone with the tab, which is right for a shared computer. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A page may forbid its storage by throwing when it is merely looked at. */
export function pageStorage(): PageStorage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
