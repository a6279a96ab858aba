import { FULL_DATE } from '../days/dates.ts';
import { lean } from './lean.ts';

/** Within so many letters a document's head has ended. */
const LONGEST_HEAD = 240;
const DOCUMENT = '(?:名单|公告|决定|决议|通知|通告|办法|命令|主席令|政府令)';

// 某某任免名单|（2025年1月9日某某第二十二次会议通过）|任命：…
const PASSED = lean(
  new RegExp(`(?<=${DOCUMENT})[（(]${FULL_DATE}[^（）()。；]{6,80}(?:通过|批准)[）)]`, 'u'),
);
// 某某关于王芳等任职的通知|临政任〔2022〕6号|各乡镇… / 某某公告|（第12号）|, but not 主席令第40号——某某任免
const NUMBER = lean(
  new RegExp(
    `(?<=${DOCUMENT})(?:[（(]?(?:〔[^〕]{1,6}〕)?第[0-9〇一二三四五六七八九十百]{1,5}号[）)]?|\\p{Script=Han}{1,8}〔[0-9]{4}〕第?[0-9]{1,4}号)(?!\\s?[-—–_:：|｜])`,
    'u',
  ),
);
// 县人大常委会任命一批干部|本报讯（记者 王芳）…
const DATELINE = lean(
  /(?<=^[^。，；：]{8,60})(?:本报讯|本台消息|新华社\p{Script=Han}{2,6}[0-9]{1,2}月[0-9]{1,2}日电|中新[社网]\p{Script=Han}{0,4}[0-9]{1,2}月[0-9]{1,2}日[电讯])/u,
);
// 。|二、免去：… / 。|决定免去：… / 。|特此公告。|…
const SECTION = lean(
  /(?<=[。；：）号单])(?=[一二三四五六七八九十]{1,3}、|(?:决定|批准)?(?:任命|免去|接受|聘任|解聘)[^。；，：]{0,12}：|特此|现予)|(?<=(?:特此|现予)(?:公告|通知|公布|通告)。)/gu,
);

/** Where a text of which every line end was lost must have had one. */
export function seamsOf(text: string): number[] {
  const head = text.slice(0, LONGEST_HEAD);
  const bounds = [PASSED, NUMBER].flatMap((pattern) => {
    const found = pattern.exec(head);
    return found ? [found.index, found.index + found[0].length] : [];
  });
  const dateline = DATELINE.exec(head);
  if (dateline) bounds.push(dateline.index);
  if (bounds.length === 0) return [];
  return [...bounds, ...[...text.matchAll(SECTION)].map(({ index }) => index)];
}
