/** What stands before a wording that is no act yet, or of another state. */
const BEFORE: readonly RegExp[] = [
  // 拟任命… / 提请任命… / 提名王芳为… / 建议免去…: unless a decision follows in the same breath
  /(?:拟|提请|提名|建议|推荐|草案|候选|呈请|报请)(?!.{0,60}(?:决定|通过|表决|会议))[^，。；：\n]{0,80}$/u,
  // 将选举… / 准备任命…
  /(?:将(?:于|在)?|准备|计划|酝酿|等待|有权|可以|负责|依法可|由.{0,12}决定是否|审议(?!通过|并)了?(?:关于)?)[^，。；：\n]{0,30}$/u,
  // 俄罗斯总统任命…
  /(?:总统|首相|国王|女王|天皇|白宫|克里姆林宫|内阁|美国|俄罗斯|英国|法国|德国|日本|韩国|朝鲜|印度|乌克兰|以色列|伊朗|巴西|联合国)(?![^。]{0,30}(?:全国人大|国务院|驻))[^。\n]{0,60}$/u,
  // 例如，某县…
  /(?:例如|比如|譬如|假如|如果|倘若|某[省市县区州镇乡人某甲]|什么是|是指|的区别)[^。\n]{0,80}$/u,
];
/** What stands after it. */
const AFTER =
  /^(?:职务|职)?(?:的|等)?(?:人选|候选人|建议|提名|提案|议案(?![^。]{0,6}通过)|草案|议题|说明|报告|请示|初步人选|考察|公示)/u;

/** Whether words only tell of an act that is not done: a proposal, a plan, an example, another state's. */
export function isOnlyTold(text: string, start: number, end: number): boolean {
  const sentenceStart =
    Math.max(text.lastIndexOf('。', start - 1), text.lastIndexOf('\n', start - 1)) + 1;
  const before = text.slice(Math.max(sentenceStart, start - 200), start);
  if (BEFORE.some((pattern) => pattern.test(before))) return true;
  if (/人选$/u.test(text.slice(start, end))) return true;
  return (
    AFTER.test(text.slice(end, end + 12)) &&
    !/(?:表决通过|审议通过|通过)了?(?:关于)?[^。]{0,60}$/u.test(before)
  );
}
