import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isInReach } from '../../../src/source/web/reach.ts';

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const hex = ([a, b, c, d]: readonly number[]) =>
  [(a ?? 0) * 256 + (b ?? 0), (c ?? 0) * 256 + (d ?? 0)].map((part) => part.toString(16));

it('an address inside another is judged by itself, however it is wrapped', () => {
  fc.assert(
    fc.property(octets, fc.constantFrom('public', 'near'), (bytes, reach) => {
      const alone = isInReach(bytes.join('.'), reach);
      const [high, low] = hex(bytes);
      expect(isInReach(`::ffff:${high}:${low}`, reach)).toBe(alone);
      expect(isInReach(`64:ff9b::${high}:${low}`, reach)).toBe(alone);
      expect(isInReach(`2002:${high}:${low}::1`, reach)).toBe(alone);
      expect(isInReach(`::${high}:${low}`, 'public')).toBe(false);
    }),
  );
});

it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '2606:4700::1111'])(
  'a public address (%s) is in reach',
  (address) => {
    expect(isInReach(address, 'public')).toBe(true);
    expect(isInReach(address, 'near')).toBe(true);
  },
);

it.each(['127.0.0.1', '10.0.0.1', '192.168.0.1', '172.31.255.255', '100.64.0.1', '::1', 'fd00::1'])(
  'what is near (%s) is in reach of the operator alone',
  (address) => {
    expect(isInReach(address, 'public')).toBe(false);
    expect(isInReach(address, 'near')).toBe(true);
  },
);

it.each([
  '169.254.169.254',
  'fe80::1',
  'fe80::1%eth0',
  '::ffff:169.254.169.254',
  '0.0.0.0',
  '::',
  '240.0.0.1',
  'no address',
])('%s is in reach of nobody', (address) => {
  expect(isInReach(address, 'public')).toBe(false);
  expect(isInReach(address, 'near')).toBe(false);
});
