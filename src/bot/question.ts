import { simplify } from '../domain/index.ts';

const BEFORE = '(?:请问|想问|现任|现在的?|目前的?|如今的?)*';
const AFTER = '(?:担任|当的?)?(?:啊|呢|呀|吗|来着)?[?？。!！\\s]*';

/** «水头镇镇长是谁？», «现在谁是县长», «王芳是谁», «who is the mayor?» */
const QUESTIONS = [
  new RegExp(`^${BEFORE}(?:谁|哪位)(?:是|当|担任)${BEFORE}(?<words>.+?)${AFTER}$`, 'du'),
  new RegExp(
    `^${BEFORE}(?<words>.{2,}?)(?:现在|目前|如今)?(?:是|叫|由)?(?:谁|哪位|哪个人|什么名字)${AFTER}$`,
    'du',
  ),
  /^who(?:\s+is|['’]s)\s+(?:the\s+)?(?<words>.+?)[?\s]*$/diu,
];

/** About which office or whom is asked, if that is what is asked: in the letters in which it was asked. */
export function askedWho(said: string): string | undefined {
  const plain = simplify(said);
  for (const question of QUESTIONS) {
    const place = question.exec(plain)?.indices?.groups?.['words'];
    if (place)
      return said
        .slice(...place)
        .replace(/的/gu, ' ')
        .trim();
  }
  return undefined;
}
