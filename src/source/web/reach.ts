import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** `near`: also this machine and the operator's own network, for hosts he named himself. */
export type Reach = 'public' | 'near';

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A name or an address leads where we do not go. */
export class OutOfReachError extends Error {
  override name = 'OutOfReachError' as const;
}

/** What a trusted host may be besides public. Never link-local: there live the keys of clouds. */
const NEAR: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'];

/** Whether we connect to this IP address. Everything with a special meaning is refused. */
export function isInReach(address: string, reach: Reach): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = unwrap(ipaddr.parse(address));
  const range = parsed.range();
  if (range === 'unicast') return parsed.kind() === 'ipv4' || isGlobal(parsed.toByteArray());
  return reach === 'near' && NEAR.includes(range);
}

/** 2000::/3, all there is of the public net; `::127.0.0.1` counts as unicast and is not in it. */
function isGlobal([first = 0]: readonly number[]): boolean {
  return first >> 5 === 1;
}

type Address = ReturnType<typeof ipaddr.parse>;

/** The address inside an address: what is connected to in the end. */
function unwrap(address: Address): Address {
  const bytes = address.toByteArray();
  const inner = (from: number) => ipaddr.fromByteArray(bytes.slice(from, from + 4));
  const range = address.range();
  if (range === 'ipv4Mapped') return inner(12);
  if (range === '6to4') return inner(2);
  // 64:ff9b::/96. The other prefix, 64:ff9b:1::/48, is for local use and stays what it is.
  const isTranslated = range === 'rfc6052' && bytes.slice(4, 12).every((byte) => byte === 0);
  return isTranslated ? inner(12) : address;
}

type Guard = {
  readonly reach: Reach;
  readonly resolve: Resolve;
  readonly timeoutMs: number;
  /** Told the IP address that was connected to. */
  readonly onConnect: (hostname: string, address: string | undefined) => void;
};

/**
 * Connects to the very addresses that were checked: the name is resolved once, here, and a second
 * answer of its name server is never asked for. An IP address in place of a name passes no
 * resolver, so it is checked before.
 */
export function guardedConnector(guard: Guard): buildConnector.connector {
  const { reach, onConnect, timeoutMs } = guard;
  const lookup = guardedLookup(guard);
  const connect = buildConnector({ allowH2: false, timeout: timeoutMs, lookup });
  return (options, callback) => {
    if (isIP(options.hostname) !== 0 && !isInReach(options.hostname, reach)) {
      callback(new OutOfReachError(), null);
      return;
    }
    connect(options, (...args) => {
      if (args[1]) onConnect(options.hostname, args[1].remoteAddress);
      callback(...args);
    });
  };
}

function guardedLookup({ reach, resolve }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      const found = await resolve(hostname);
      const [first, ...rest] = found.filter(({ address }) => isInReach(address, reach));
      if (!first) throw new OutOfReachError();
      return [first, ...rest] as const;
    };
    answer().then(
      (all) => {
        if (options.all) callback(null, [...all]);
        else callback(null, all[0].address, all[0].family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}
