import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { message } from '../../src/compose/index.ts';
import { messagesIn } from '../../src/compose/texts/message.ts';

describe('a message', () => {
  it('is worded by its numbers, as its language has it', () => {
    const pattern = '{days, plural, one {# jour} other {# jours}}';
    expect(messagesIn('fr')(pattern, { days: 0 })).toBe('0 jour');
    expect(message(pattern, { days: 0 })).toBe('0 jours');
  });

  it('writes a number as the texts around it do', () => {
    expect(message('{chats, plural, one {#} other {#}} of {chats}', { chats: 12_000 })).toBe(
      '12000 of 12000',
    );
  });

  it('takes what is put in for no markup, and its own «<» neither', () => {
    const title = "{count} # it's '{' <b>";
    expect(message('<i> {title}', { title })).toBe(`<i> ${title}`);
  });

  it('has branches in branches', () => {
    const say = (isOpen: boolean, count: number) =>
      message(
        '{isOpen, select, true {open to {count, plural, one {one, {name}} other {#}}} other {shut}}: {name}',
        { isOpen, count, name: 'A' },
      );
    expect([say(true, 1), say(true, 2), say(false, 2)]).toEqual([
      'open to one, A: A',
      'open to 2: A',
      'shut: A',
    ]);
  });

  it('is not said without a value, and does not compile with a missing, wrong or surplus one', () => {
    const pattern = '{count, plural, one {# page} other {# pages}} of {name}';
    // @ts-expect-error a name is missing
    expect(() => message(pattern, { count: 1 })).toThrow(/name/u);
    // @ts-expect-error so is the value of one
    expect(() => message(pattern, { count: 1, name: undefined })).toThrow(/name/u);
    // @ts-expect-error words are no number
    message(pattern, { count: 'one', name: 'A' });
    // @ts-expect-error it has no title
    message(pattern, { count: 1, name: 'A', title: 'B' });
    expect(() => message(pattern, { count: Number.NaN, name: 'A' })).toThrow(/count/u);
  });
});

describe.each(['src/bot/texts', 'src/compose/texts'])('the messages in %s', (folder) => {
  const patterns = readdirSync(folder).flatMap((file) => patternsIn(`${folder}/${file}`));

  it('are found', () => {
    expect(patterns.length).toBeGreaterThan(5);
  });

  it.each(patterns)('%s', (pattern) => {
    for (const number of [0, 1, 2, 21])
      expect(message(pattern, everyValue(number))).not.toMatch(/[{}#]|undefined|NaN/u);
  });
});

/** The same for whatever a pattern asks for. */
function everyValue(number: number): never {
  return new Proxy({}, { has: () => true, get: () => number }) as never;
}

/** As the source has them: a pattern that stands in no branch a test enters is found, too. */
function patternsIn(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const patterns: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [pattern] = node.arguments;
      if (node.expression.text === 'message') {
        if (!pattern || !ts.isStringLiteralLike(pattern))
          throw new Error(`${path}: a pattern is written where it is said`);
        patterns.push(pattern.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return patterns;
}
