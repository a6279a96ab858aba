import type { PrintedAct } from '../../src/domain/index.ts';

let printed = 0;

/** An act of 今日平阳; each stands behind the one made before. */
export function aPrintedAct(parts: Partial<PrintedAct> = {}): PrintedAct {
  printed += 1;
  return {
    person: '王芳',
    action: 'appoint',
    post: '局长',
    organization: '平阳县民政局',
    date: '2025-01-08',
    span: [printed * 20, printed * 20 + 14],
    confidence: 0.97,
    reasons: [],
    itemId: printed,
    publication: '今日平阳',
    issueDate: '2025-01-09',
    title: '任免名单',
    ...parts,
  };
}
