import type { languagesZh } from './languages-zh.ts';

/** The choice of a language. */
export const languagesEn: typeof languagesZh = {
  button: 'Language · 语言',
  ask: 'Which language shall I speak? In groups and channels an administrator chooses. What the newspaper prints stays Chinese, in simplified or traditional letters.',
  chosen: (language) =>
    `All right, I speak ${language} here from now on. You can change it at any time: /language`,
  usage:
    'I did not understand which language you mean. Use the buttons below, or write, for example: /language English',
};
