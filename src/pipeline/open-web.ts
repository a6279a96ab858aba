import { createWebClient, hostOf, type WebClient } from '../source/index.ts';

/** What sites read in their logs, and answer in their robots.txt. */
const USER_AGENT = 'Gongbao/0.1 (reads public notices for subscribers)';

/** A client for the web; the hosts of these addresses, which the operator wrote himself, may be private. */
export function openWeb(named: readonly string[]): WebClient {
  const trustedHosts = new Set(named.filter((address) => URL.canParse(address)).map(hostOf));
  return createWebClient({ userAgent: USER_AGENT, trustedHosts });
}
