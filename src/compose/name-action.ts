import type { Action, KeyDateLabel, Language } from '../domain/index.ts';
import { texts } from './texts/index.ts';

/** 任命, Appointed: what was done, in one word where the language has one. */
export function nameAction(action: Action, language: Language): string {
  return texts[language].actLabel[action];
}

/** 选举日, Election day. */
export function nameKeyDate(label: KeyDateLabel, language: Language): string {
  return texts[language].keyDate[label];
}
