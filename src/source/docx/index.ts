/** Word documents. */
import type { LineMark, RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';
import { type Ranked, rankLines } from './headings.ts';
import { readLines } from './lines.ts';
import { printNumbers } from './numbers.ts';
import { openDocx } from './open-docx.ts';
import { readStyles } from './styles.ts';
import { readModel } from './word-model.ts';

/** @throws SourceError if it is damaged, locked, a bomb, or there is nothing Chinese in it. */
export async function readDocx(file: NamedBytes): Promise<RawIssue> {
  const lines = await readRanked(file);
  if (lines.length === 0) throw new SourceError(file.name, 'empty', 'there is no text in it');
  if (!lines.some(({ text }) => /\p{Script=Han}/u.test(text)))
    throw new SourceError(file.name, 'foreign', 'there is no Chinese text in it');
  return { name: file.name, carrier: 'docx', ...render(lines) };
}

/** «EncryptedPackage», as a locked document's folder spells it. */
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

/** What a file of Microsoft's old container is: a locked document, or one of the kind before 2007. */
export function refusalOfOle({ name, bytes }: NamedBytes): SourceError {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(LOCKED)
    ? new SourceError(name, 'locked', 'it is protected by a password')
    : new SourceError(
        name,
        'outdated',
        'it is an office file of the old kind (such as DOC); saved as DOCX it can be read',
      );
}

async function readRanked(file: NamedBytes): Promise<Ranked[]> {
  const parts = openDocx(file);
  try {
    const model = await readModel({ ...parts, document: printNumbers(parts) });
    return rankLines(readLines(model, readStyles(parts.styles)));
  } catch (cause) {
    throw new SourceError(file.name, 'damaged', 'it is a damaged Word document', { cause });
  }
}

/** Reads like our markdown. What Word says beyond that stands in marks. */
function render(lines: readonly Ranked[]): Required<Pick<RawIssue, 'text' | 'marks'>> {
  // A mark for one headline speaks for all: they are marked where a lead-in must be told from them.
  const hasLeadIn = lines.some(({ isLeadIn }) => isLeadIn);
  const marks: LineMark[] = [];
  let text = '';
  for (const line of lines) {
    if (text !== '') text += line.isApart || line.level > 0 ? '\n\n' : '\n';
    const start = text.length;
    text += printed(line);
    const role = roleOf(line, hasLeadIn);
    if (role) marks.push({ span: [start, text.length], role });
  }
  return { text: `${text}\n`, marks };
}

function printed({ text, level, isLeadIn }: Ranked): string {
  const mark = '#'.repeat(isLeadIn ? 1 : level);
  // A text that begins like a heading of ours is none.
  return mark === '' ? text.replace(/^#+\s+/u, '') : `${mark} ${text}`;
}

function roleOf({ level, isLeadIn, role }: Ranked, hasLeadIn: boolean): LineMark['role'] | null {
  if (isLeadIn) return 'lead-in';
  if (level === 1 && hasLeadIn) return 'title';
  return role === 'subtitle' || role === 'caption' ? role : null;
}
