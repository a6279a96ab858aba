import type { LineMark } from '../../../domain/index.ts';
import type { FlowPart, Line } from './flow.ts';
import { piecesOf } from './pieces.ts';
import { type Told, tellRoles } from './roles.ts';

/** The text, and what is known of its lines. */
export type Written = { readonly text: string; readonly marks: readonly LineMark[] };

/** Writes articles one after the other, each under its headline, as a hand would copy them. */
export function writeParts(parts: readonly FlowPart[]): Written {
  return joinPieces(toldOf(parts));
}

type Framed = { readonly at: number; readonly pieces: readonly Told[] };

/** A framed article stands in the middle of another's columns: it is read after it. */
function toldOf(parts: readonly FlowPart[]): Told[] {
  const lines: Line[] = [];
  const boxes: Framed[] = [];
  for (const part of parts) {
    if (part.kind === 'box') boxes.push({ at: lines.length, pieces: toldOf(part.parts) });
    else lines.push(...part.lines);
  }
  const told = tellRoles(piecesOf(lines));
  const waiting = [...boxes];
  const all: Told[] = [];
  let printed = 0;
  for (const [index, piece] of told.entries()) {
    while (waiting[0] && waiting[0].at <= printed && fits(waiting[0], told, index)) {
      all.push(...(waiting.shift()?.pieces ?? []));
    }
    all.push(piece);
    printed += piece.lines.length;
  }
  return [...all, ...waiting.flatMap(({ pieces }) => pieces)];
}

/** A framed note without a headline stays where it is, but breaks no paragraph. */
function fits({ pieces }: Framed, told: readonly Told[], index: number): boolean {
  const isArticle = pieces.some(({ role }) => role === 'title');
  return !isArticle || index === 0 || beginsArticle(told, index);
}

function beginsArticle(told: readonly Told[], index: number): boolean {
  const role = told[index]?.role;
  const isHead = role === 'title' || role === 'lead-in';
  return isHead && told[index - 1]?.role !== 'lead-in';
}

function joinPieces(pieces: readonly Told[]): Written {
  const marks: LineMark[] = [];
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    const previous = pieces[index - 1];
    const isPair = previous?.kind === 'right' && piece.kind === 'right';
    if (previous) text += isPair ? '\n' : '\n\n';
    const start = text.length;
    text += headingMark(piece) + piece.text;
    if (piece.role) marks.push({ span: [start, text.length], role: piece.role });
  }
  return { text: text === '' ? '' : `${text}\n`, marks };
}

function headingMark({ role }: Told): string {
  if (role === 'title' || role === 'lead-in') return '# ';
  return role === 'section' ? '## ' : '';
}
