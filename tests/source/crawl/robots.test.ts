import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRobots } from '../../../src/source/crawl/robots.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const rules = (text: string) => readRobots(Buffer.from(text), 'gongbao');

describe('robots.txt', () => {
  it.each<[string, string, boolean]>([
    ['', '/a', true],
    ['User-agent: *\nDisallow:', '/a', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow: /private', '/private/a.htm', false],
    ['User-agent: *\nDisallow: /private', '/public', true],
    // A group with our name is the only one that counts.
    ['User-agent: *\nDisallow: /\nUser-agent: Gongbao\nAllow: /', '/a', true],
    ['User-agent: Gongbao\nDisallow: /\n\nUser-agent: *\nAllow: /', '/a', false],
    ['User-agent: other\nDisallow: /', '/a', true],
    ['User-agent: other\nUser-agent: gongbao\nDisallow: /a', '/a', false],
    // Groups of one name are one group.
    [
      'User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: *\nDisallow: /b',
      '/a',
      false,
    ],
    // The longest rule wins; between two as long, the kinder one.
    ['User-agent: *\nDisallow: /html\nAllow: /html/2025', '/html/2025-01/10/node_1.htm', true],
    ['User-agent: *\nAllow: /html\nDisallow: /html/2025', '/html/2025-01/10/node_1.htm', false],
    ['User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/a/b.pdf', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/a/b.pdf?c', true],
    ['User-agent: *\nDisallow: /*/pad/*.htm', '/x/pad/y.htm?z', false],
    ['User-agent: *\nDisallow: /a$', '/a', false],
    ['User-agent: *\nDisallow: /a$', '/ab', true],
    ['USER-AGENT : *\r\ndisallow : /a # not there\r\n', '/a', false],
    ['\ufeffUser-agent: *\nDisallow: /a', '/a', false],
    ['Disallow: /', '/a', true],
    ['<html>404</html>', '/a', true],
  ])('%j says of %s: %s', (text, path, allowed) => {
    expect(rules(text)(path)).toBe(allowed);
  });

  it('may be any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, path) => {
        expect(typeof readRobots(bytes, 'gongbao')(path)).toBe('boolean');
      }),
    );
  });

  it('with a million stars is read in a moment', async () => {
    const allows = rules(`User-agent: *\n${`Disallow: /${'*a'.repeat(100)}b\n`.repeat(2_000)}`);
    const spent = await cpuTime(() => {
      expect(allows(`/${'a'.repeat(1_000)}`)).toBe(true);
    });
    expect(spent).toBeLessThan(1_000);
  });
});
