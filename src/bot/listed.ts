import { clean } from '../compose/index.ts';
import type { Texts } from './texts/index.ts';

const LINE_LENGTH = 120;

/** The first few lines, each shortened, and how many more there are. */
export function listed(lines: readonly string[], most: number, admin: Texts['admin']): string[] {
  const shown = lines.slice(0, most).map((line) => `· ${shorten(line)}`);
  return lines.length > most ? [...shown, admin.more(lines.length - most)] : shown;
}

/** In one line, however long it is and whatever is in it. */
export function shorten(line: string): string {
  const characters = [...clean(line).replace(/\s+/gu, ' ').trim()];
  return characters.length > LINE_LENGTH
    ? `${characters.slice(0, LINE_LENGTH).join('')}…`
    : characters.join('');
}
