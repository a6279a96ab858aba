/** Why something was not fetched, for who tells it in another language or tries again. */
export type FetchFault =
  /** Private, or not of the web. */
  | 'refused-address'
  /** By the site's robots.txt. */
  | 'forbidden'
  /** The server answered, with something else than a page. */
  | 'status'
  | 'timeout'
  | 'large'
  | 'redirects'
  /** No connection, or one that broke off. */
  | 'network'
  /** It came, and there is no issue in it. */
  | 'not-a-page';

type Details = {
  readonly status?: number;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
};

/** A page did not come. The message is one line without secrets. */
export class FetchError extends Error {
  override name = 'FetchError' as const;
  readonly fault: FetchFault;
  /** The message without the address. */
  readonly reason: string;
  /** Of the answer, where there was one. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(address: string, fault: FetchFault, reason: string, details: Details = {}) {
    super(`Cannot fetch ${shownAddress(address)}: ${reason}.`, { cause: details.cause });
    this.fault = fault;
    this.reason = reason;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** It may well work a little later. */
export function isPassing({ fault, status }: FetchError): boolean {
  if (fault === 'status') return status === 408 || status === 429 || (status ?? 0) >= 500;
  return fault === 'timeout' || fault === 'network';
}

const SHOWN = 200;

/** For messages: without user, password, query and fragment, any of which may be a secret. */
export function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return 'the address';
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  return shown.length <= SHOWN ? shown : `${shown.slice(0, SHOWN)}…`;
}

/** A file's name as it is; of an address, what may be shown. */
export function shownName(name: string): string {
  return /^https?:\/\//iu.test(name) ? shownAddress(name) : name;
}
