import type { Action, Language } from '../domain/index.ts';
import { texts } from './texts/index.ts';

/** 任命, Appointed: what was done, in one word where the language has one. */
export function nameAction(action: Action, language: Language): string {
  return texts[language].actLabel[action];
}
