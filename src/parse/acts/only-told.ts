import { firstLetterOf } from '../lines/first-letters.ts';
import { lean } from '../lines/lean.ts';
import { mayHold } from '../lines/matches.ts';
import { sentenceBefore } from './sentence-before.ts';

/** Other states, as the news names them, and offices that only they have. */
const FOREIGN =
  '苏联|总统(?!计)|首相|国王|女王|天皇|白宫|克里姆林宫|内阁|国会|议会|众议院|参议院|下院|上院|美国|俄罗斯|英国|法国|德国|日本|韩国|朝鲜|印度|乌克兰|以色列|伊朗|巴西|联合国|越南|老挝|柬埔寨|泰国|缅甸|马来西亚|新加坡|菲律宾|巴基斯坦|孟加拉|斯里兰卡|尼泊尔|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|蒙古国|土耳其|叙利亚|伊拉克|沙特|埃及|南非|尼日利亚|埃塞俄比亚|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|挪威|芬兰|丹麦|波兰|捷克|匈牙利|希腊|罗马尼亚|塞尔维亚|加拿大|墨西哥|古巴|委内瑞拉|阿根廷|智利|秘鲁|澳大利亚|新西兰|欧盟|北约';
/** 桑切斯|当选委内瑞拉国民议会议长|, 巴赫|当选国际奥委会主席|: the office itself is another state's, or of no state. */
const OF_OTHERS = lean(
  new RegExp(
    `(?:当选为?|[为任])(?:${FOREIGN}|国际奥(?:委会|林匹克委员会)|国际足(?:联|球联合会)|世界(?:卫生|贸易)组织)[^，。；驻]{0,24}(?:总统|首相|总理|议长|议员|国王|党首|主席|部长|大臣|秘书长|总干事|州长|市长|书记)$`,
    'u',
  ),
);
/** What stands before a wording that is no act yet, or of another state. */
const BEFORE: readonly RegExp[] = [
  // 拟任命… / 提请任命… / 提名王芳为… / 建议免去…: unless a decision follows in the same breath
  /(?:拟|提请|提名|提议|建议|推荐|草案|候选|呈请|报请)(?!.{0,60}(?:决定|通过|表决|会议))[^，。；：\n]{0,80}$/u,
  // 市委建议，免去…
  /[省市县区州旗党]委建议，[^，。]{0,6}$/u,
  // 是否免去… / 消息广泛流传：王芳任…
  /是否[^，。]{0,6}$|(?:流传|传闻|盛传|网传|据传)[^。]{0,160}$/u,
  // 将选举… / 准备任命…
  /(?:将(?:于|在)?|准备|计划|酝酿|等待|有权|可以|负责|依法可|由.{0,12}决定是否|审议(?!通过|并)了?(?:关于)?)[^，。；：\n]{0,30}$/u,
  // …为市长候选人，由市人大常委会决定其代理市长
  /由[^，。；\n]{2,20}(?:人大常委会|人民代表大会常务委员会|人民代表大会)(?:依法)?决定$/u,
  // 俄罗斯总统任命…
  new RegExp(
    `${firstLetterOf(FOREIGN)}(?<!驻(?:\\p{Script=Han}{0,4})?)(?:${FOREIGN})(?![^。]{0,60}(?:全国人大|人大常委会|国务院|驻|条约|协定|公约|国籍))[^。\\n]{0,60}$`,
    'u',
  ),
  // 例如，某县…
  /(?:例如|比如|譬如|假如|如果|倘若|某[省市县区州镇乡人某甲]|什么是|什么时候|何时|是指|的区别)[^。\n]{0,80}$/u,
].map(lean);
/** 审议并表决通过|区政府提请的王芳同志任…: what was asked for has been voted. */
const VOTED = lean(
  /(?<=(?:表决|审议|一致)[^。，]{0,4}通过了?[^。]{0,120})(?:提请|提名|提出)的?(?:关于)?[^，。；：\n]{0,4}$/u,
);

/** What stands after it. */
const AFTER = lean(
  /^(?:职务|职)?(?:的|等)?(?:人选|候选人|建议|提名|提案|议案(?![^。]{0,6}通过)|草案|议题|说明|报告|请示|初步人选|考察|公示)/u,
);

/** Whether words only tell of an act that is not done: a proposal, a plan, an example, another state's. */
export function isOnlyTold(text: string, start: number, end: number): boolean {
  const before = sentenceBefore(text, start, 240);
  const unvoted = mayHold(before, VOTED) ? before.replace(VOTED, '') : before;
  if (BEFORE.some((pattern) => mayHold(unvoted, pattern) && pattern.test(unvoted))) return true;
  const told = text.slice(start, end);
  if (/(?:人选|候选人)$/u.test(told) || OF_OTHERS.test(told)) return true;
  return (
    (AFTER.test(text.slice(end, end + 12)) ||
      /^[^，。；]{0,8}（草案）/u.test(text.slice(end, end + 14))) &&
    !/(?:表决通过|审议通过|通过)了?(?:关于)?[^。；]{0,190}$/u.test(before)
  );
}
