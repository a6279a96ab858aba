const BEFORE = '(?:请问|請問|想问|想問|现任|現任|现在的?|現在的?|目前的?|如今的?)*';
const AFTER = '(?:担任|擔任|当的?|當的?)?(?:啊|呢|呀|吗|嗎|来着)?[?？。!！\\s]*';

/** «水头镇镇长是谁？», «现在谁是县长», «王芳是谁», «who is the mayor?» */
const QUESTIONS = [
  new RegExp(`^${BEFORE}(?:谁|誰|哪位)(?:是|当|當|担任|擔任)${BEFORE}(?<words>.+?)${AFTER}$`, 'u'),
  new RegExp(
    `^${BEFORE}(?<words>.{2,}?)(?:现在|現在|目前|如今)?(?:是|叫|由)?(?:谁|誰|哪位|哪个人|哪個人|什么名字|什麼名字)${AFTER}$`,
    'u',
  ),
  /^who(?:\s+is|['’]s)\s+(?:the\s+)?(?<words>.+?)[?\s]*$/iu,
];

/** About which office or whom is asked, if that is what is asked. */
export function askedWho(said: string): string | undefined {
  for (const question of QUESTIONS) {
    const words = question.exec(said)?.groups?.['words'];
    if (words) return words.replace(/的/gu, ' ').trim();
  }
  return undefined;
}
