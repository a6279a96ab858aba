import { type Formatters, IntlMessageFormat } from 'intl-messageformat';

/** What an argument takes, by its kind: {chats, plural, …}. One without a kind stands as it is. */
type Kinds = {
  readonly plural: number;
  readonly select: string | boolean;
};

/**
 * The arguments that a pattern names, so that a missing, surplus or wrong one does not compile.
 * Words and branches take turns at every brace: how deep it is need not be counted.
 */
type Values<Words extends string, Found = unknown> = Words extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Left}`
    ? Branches<`${Left}{${After}`, Found>
    : Argument<After, Found>
  : Found;

type Argument<Inside extends string, Found> = Inside extends `${infer Head}}${infer After}`
  ? Head extends `${infer Name}, ${infer Kind extends keyof Kinds}, ${infer Branch}`
    ? Branches<`${Branch}}${After}`, Found & Readonly<Record<Name, Kinds[Kind]>>>
    : Values<After, Found & Readonly<Record<Head, string | number>>>
  : never;

type Branches<Rest extends string, Found> = Rest extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Left}`
    ? Values<`${Left}{${After}`, Found>
    : Values<After, Found>
  : Found;

type Message = <Pattern extends string>(pattern: Pattern, values: Values<Pattern>) => string;

/**
 * Sentences of a language whose wording depends on a number or a choice, as patterns of ICU
 * MessageFormat. A pattern is parsed when it is first said. What is put in stays as it is.
 */
export function messagesIn(locale: string): Message {
  const formatters = formattersOf(locale);
  const parsed = new Map<string, IntlMessageFormat>();
  return (pattern, values) => {
    let message = parsed.get(pattern);
    if (message === undefined) {
      // No tags: a text is plain, and «<» is just a character.
      message = new IntlMessageFormat(pattern, locale, {}, { ignoreTag: true, formatters });
      parsed.set(pattern, message);
    }
    return String(message.format(complete(pattern, values)));
  };
}

/** Made once for all patterns. Numbers look as those do that stand outside of patterns: 1200. */
function formattersOf(locale: string): Formatters {
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false });
  const rules = new Intl.PluralRules(locale);
  return {
    getNumberFormat: () => numbers,
    getPluralRules: () => rules,
    getDateTimeFormat: (_, options) => new Intl.DateTimeFormat(locale, options),
  };
}

/** The library says «undefined» and NaN in its own way; here they are mistakes. */
function complete(pattern: string, values: unknown): Record<string, string | number | boolean> {
  const given = values as Record<string, string | number | boolean>;
  for (const [name, value] of Object.entries(given))
    if (value === undefined || Number.isNaN(value))
      throw new TypeError(`No value for ${name} in: ${pattern}`);
  return given;
}
