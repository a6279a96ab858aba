import { lean } from '../lines/lean.ts';
import { matchesOf } from '../lines/matches.ts';
import { sentenceBefore } from './sentence-before.ts';

const VERB =
  '(?:任命|委任|任免|免去|免除|免职|聘任|解聘|选举(?!委员会|办|法|工作|日|权)|补选|增选|当选|推选|选为|接受(?!采访|监督|询问)|批准|同意|通过|罢免|撤销|撤去|终止|停止执行|暂停|辞去)';
/** What undoes the verb that follows it; 不 of 不得不 and of 不但 does not. */
const NOT =
  '(?:(?<!不得|不能|不可|莫|无)不(?![但仅只光])|未|没有?|并非|绝非|而非|不是|暂缓|缓|推迟|延缓|延期|拒绝|拒不|(?<![票人数权])反对|停止|中止|终止|取消|搁置|放弃|驳回|否决|否定|否认|收回|撤回|废止|废除|推翻|无权|无法|误传|谎称|原定|本应|本拟|险些|差点|几乎|希望|呼吁|打算|有意|可能|或将)';
/** Between the two. */
const FILL =
  '(?:了|予以|予|再|被|能够?|获得?|宜|得|应当?|会|将|曾|已经?|正式|依法|立即|马上|同意|批准|通过|接受|表决|决定|打算|考虑|准备|关于|其|对|有)';

/** 不予|任命…, 没有通过|任命…, 未被|任命为… */
const REFUSED = lean(new RegExp(`${NOT}${FILL}{0,3}${VERB}`, 'gu'));
/** 未担任过…, 没有出任…; 不再担任 is a removal. */
const NEVER_HELD = lean(
  /(?:未能?|没有?|不会|不予|不得|不宜|拒绝|不同意)(?:再|被|由)?(?:担任|出任|就任|兼任)|[不未]任(?![命免职务])/u,
);
/** 任命, in the words before what goes on with it. */
const LAST_VERB = lean(new RegExp(`${VERB}(?!.*${VERB})`, 'u'));

/** 否决了|县长提名…的决定, 撤销|了2023年|任命…: what was decided once is undone. */
const UNDOES = lean(
  /(?:否决|驳回|撤销|撤回|收回|废止|废除|推翻|取消|搁置|拒绝|(?<![票人数权])反对|纠正|否认|质疑|复议|重新审议|(?:没有|没能|未能?|未予|不予?|未获)(?:表决)?(?:通过|批准|同意|接受)|不同意|暂缓(?:审议|表决|通过|执行)|推迟(?:审议|表决)?|宣布|宣告)(?:了|此前|原|原来|先前|以前|其|对|关于|于|上次|去年|前年|由|将|要求|县?级?|[0-9]{1,4}[年月日号]|第?[〔（0-9〕）号]+|《)*(?<gap>[^，。；：\n、职]{0,40})$/u,
);
const OTHER_TOPIC = /召开|举行|闭幕|后|并|时|(?:会议|大会|决定)(?!关于|作出|上)/u;
const ANNOUNCES = /(?:宣布|宣告)[^，。；：]*$/u;

const NOUN =
  '(?:职务|一职|的人)?(?:》)?(?:的|这一|一)?(?:决定|决议|议案|提案|提名|任命|任免|任免案|人事案|人事任免案|事项|通知|文件|动议|命令|请求|申请|要求|提请|建议|议题|做法|行为|消息|结果|说法|传言|报道|表决)';
const OF_ACT = lean(new RegExp(`^[^，。；\\n]{0,80}?${NOUN}`, 'u'));
const FAILS =
  '(?:未(?:能|予|被|获)?(?:得到?)?(?:表决)?(?:通过|批准|同意|采纳|生效|实施|执行)|没有?(?:能)?(?:获得?|得到)?(?:表决)?(?:通过|批准|同意|生效|执行)|不(?:予|被)?(?:通过|批准|同意|采纳|生效|成立|合法|属实|实|真实|算数|作数|存在|当)|(?:被|予以|遭到?|遭受|决定|依法|均|已)(?:[^，。；]{0,12})?(?:否决|驳回|搁置|撤销|收回|废止|撤回|推翻|取消|废除|否认|推迟|叫停|宣布无效)|无效|作废|失效|落空|流产|有误|违法|违规|不合规|暂缓(?:表决|审议|执行|通过)?|暂不(?:表决|审议|通过|执行)|(?:是|系|属|纯属)(?:谣言|谣传|误传|虚假|假的|传言|错误|无效))';
const ENDS = '(?=$|[，。；！？）\\n的了])';

/** 任命…|的议案因赞成票未过半数，未获通过, 任命…|的决定无效 */
const FAILED = lean(
  new RegExp(`^(?:职务|一职)?${NOUN}(?:[^。；\\n]{0,50}?[^。；\\n不未])??${FAILS}${ENDS}`, 'u'),
);
/** 表决了任命…|的议案。该议案未获通过 */
const FAILED_NEXT = lean(
  new RegExp(
    `^(?:职务|一职)?${NOUN}[^。；\\n]{0,30}。(?:经表决，|表决结果：?|结果，?|最终，?|但|该|此|这一|上述|项|议案|决定|任命|提案){1,4}[^。；\\n，]{0,10}?${FAILS}${ENDS}`,
    'u',
  ),
);
/** 任命…|，但未获通过: without a word for what was voted. */
const NOT_PASSED = lean(
  /^(?:职务|一职)?，?(?:但是?|却|因此?|结果|最终|最后|经表决)?(?:[^，。；\n]{0,24}，)?(?:但|故|最终)?(?:未(?:能|予|被)?获?得?(?:表决)?(?:通过|批准|同意)|没有(?:获得?|得到)?(?:表决)?(?:通过|批准|同意)|不予(?:通过|批准)|(?:被|遭)(?:会议|大会|常委会)?(?:否决|驳回|搁置)|(?:均)?未当选|落选)(?=$|[，。；！？）\n的])/u,
);
/** 任命…的决定|合法吗？ / 是否有效 / 有无依据 */
const ASKED_AFTER = lean(
  /^[^，。！？；\n]{0,40}(?:？|吗|(?:是否|是不是|有无|有没有|能否|合不合)[^，。；\n]{1,12})|^[^。！？；\n]{0,60}(?:吗|呢|么|是否|是不是|怎么|如何|为何|为什么|哪|谁|什么)[^。！？\n]{0,24}？/u,
);
/** 为何|任命…, 如何看待|任命…, 有无|任命…: no act, unless one is decided in the same breath. */
const ASKED_BEFORE = lean(
  /(?:是否|为何|为什么|如何|怎样|怎么|有无|有没有|能否|可否|能不能|会不会|要不要|该不该|应否|何以|何人|谁(?!来)|难道|莫非|何不)(?!.{0,40}(?:决定|通过|会议))[^，。；：\n]{0,30}$/u,
);

/** No text without one of these tells that an act was not done. */
const SIGN =
  /[不未没非缓迟延拒反停止消搁弃驳否收撤废推无误谎纠疑复？吗]|宣[布告]|作废|失效|[如为]何|怎|谁|是谣|违|原定|本应|本拟|险些|差点|几乎|希望|呼吁|打算|有意|可能|或将|落|有误|叫停|难道|莫非|什么/u;

const OF_POST = /(?:的[^的]*|(?:有无|是否)[^的]*|？)$/u;

type Place = {
  readonly start: number;
  readonly end: number;
  /** The post, as the wording prints it. */
  readonly post: string;
  /** The wording has its own verb. */
  readonly isExplicit: boolean;
};

/** Whether words tell of an act that was refused, put off, revoked or only asked about. */
export function isNotDone(text: string, { start, end, post, isExplicit }: Place): boolean {
  const before = sentenceBefore(text, start, 160);
  const after = text.slice(end, end + 90);
  if (!SIGN.test(text.slice(start - before.length, end + 90))) return false;
  const head = text.slice(start, end).replace(post, '');
  // 任命…为县教育局局长|的消息不实|: what follows may be taken for a part of the post
  const tail = `${OF_POST.exec(post)?.[0] ?? ''}${after}`;
  return (
    isRefusedIn(before, head, isExplicit) ||
    isUndone(before, tail) ||
    FAILED.test(tail) ||
    FAILED_NEXT.test(after) ||
    NOT_PASSED.test(after) ||
    ASKED_AFTER.test(tail) ||
    ASKED_BEFORE.test(before)
  );
}

function isRefusedIn(before: string, head: string, isExplicit: boolean): boolean {
  if (!isExplicit) {
    // 暂缓任命王芳为县财政局局长、|李明为县民政局局长
    const verb = LAST_VERB.exec(before);
    return verb !== null && isRefused(before.slice(0, verb.index + verb[0].length), verb.index);
  }
  const clause = /[^，。；：]*$/u.exec(before)?.[0] ?? '';
  return isRefused(`${clause}${head}`, clause.length) || NEVER_HELD.test(head);
}

/** Whether the verb at `at` or after it is refused. */
function isRefused(words: string, at: number): boolean {
  const from = Math.max(0, at - 16);
  return matchesOf(REFUSED, words.slice(from)).some(
    ({ index, 0: refused }) => from + index + refused.length > at,
  );
}

function isUndone(before: string, tail: string): boolean {
  const { gap } = UNDOES.exec(before)?.groups ?? {};
  if (gap === undefined) return false;
  if (ANNOUNCES.test(before)) return /^[^，。；]{0,16}无效/u.test(tail);
  // 推迟召开的会议|任命…: the meeting was put off, not what it did
  return gap === '' || (OF_ACT.test(tail) && !OTHER_TOPIC.test(gap));
}

const REFUSED_HEADING = lean(new RegExp(`${NOT}${FILL}{0,3}${VERB}[^，。；：]{0,40}[：:]?$`, 'u'));

/** 会议决定不予任命：, above those whom it did not appoint */
export function isRefusedHeading(words: string): boolean {
  return REFUSED_HEADING.test(words);
}
