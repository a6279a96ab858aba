import { FetchError } from './fetch-error.ts';

/** @throws FetchError for anything but a plain address of the web. */
export function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) throw new FetchError(address, 'refused-address', 'it is not an address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new FetchError(
      address,
      'refused-address',
      'it is not an address of the web (http, https)',
    );
  if (url.username !== '' || url.password !== '')
    throw new FetchError(address, 'refused-address', 'it carries a user name or a password');
  url.hash = '';
  return url;
}

/** `example.org:80`: what an operator names when he trusts a host. */
export function hostOf(address: string | URL): string {
  const url = new URL(address);
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}
