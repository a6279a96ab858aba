import { FetchError, type FetchFault } from './fetch-error.ts';
import { OutOfReachError } from './reach.ts';

/** What the system and undici say, and what it means. */
const failures: readonly {
  readonly code: RegExp;
  readonly fault: FetchFault;
  readonly reason: string;
}[] = [
  { code: /TIMEOUT|TIMEDOUT/u, fault: 'timeout', reason: 'the server does not answer in time' },
  { code: /^ENOTFOUND$/u, fault: 'network', reason: 'there is no host of that name' },
  {
    code: /^EAI_AGAIN$/u,
    fault: 'network',
    reason: 'the name of its host is not answered for now',
  },
  { code: /^ECONNREFUSED$/u, fault: 'network', reason: 'nobody answers there' },
  { code: /UNREACH|NETDOWN/u, fault: 'network', reason: 'the network does not reach it' },
  { code: /CERT|TLS|SSL|SIGNATURE/u, fault: 'network', reason: 'its certificate is not valid' },
  { code: /^HPE_|HEADERS_OVERFLOW/u, fault: 'network', reason: 'its answer is not HTTP' },
];

/** Turns what was thrown on the way into one clear line. */
export function readFailure(address: string, cause: unknown): FetchError {
  if (cause instanceof FetchError) return cause;
  if (cause instanceof OutOfReachError)
    return new FetchError(address, 'refused-address', 'it leads to a private address', { cause });
  const code = codeOf(cause);
  const known = failures.find((failure) => failure.code.test(code));
  if (known) return new FetchError(address, known.fault, known.reason, { cause });
  const why = code === '' ? '' : ` (${code})`;
  return new FetchError(address, 'network', `the connection broke off${why}`, { cause });
}

/** Several addresses of one name were tried: the first failure stands for all. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof AggregateError ? codeOf(cause.errors[0]) : '';
}
