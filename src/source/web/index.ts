/**
 * A polite and suspicious client for pages of the open web.
 *
 * In: an address. Out: its bytes, or that they are unchanged. One request at a time for a host, with
 * a pause after it; every answer is bounded in time and size. Never: reaches a private network,
 * unless the operator himself named the host; understands what it fetches; tries again.
 */
export { hostOf } from './address.ts';
export { FetchError, type FetchFault, isPassing, shownAddress, shownName } from './fetch-error.ts';
export { createWebClient, type Fetched, type WebClient } from './web-client.ts';
