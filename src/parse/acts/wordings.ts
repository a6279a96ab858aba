import type { Action } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf } from '../lines/letters.ts';
import { needsOf } from '../lines/needs.ts';
import { NAME_LETTER } from '../names/names.ts';
import { isRefusedHeading } from './not-done.ts';

/** Where a wording's people stand: in it, or before it («其», or the one the sentence is about), or they are the same as in the clause before. */
export type Wording = {
  readonly action: Action;
  readonly people: 'named' | 'before' | 'same';
  /** Says what it does: without it, the action is that of the wording or the heading before. */
  readonly isExplicit: boolean;
  /** Said of anyone's career: an act only where something decides it (同志, 决定, a notice). */
  readonly needsDecision: boolean;
  /** People and posts stand together with nothing between: only where a body's name plainly begins. */
  readonly mustBeSure: boolean;
  /** What a row must contain to be searched at all, of each list one, as numbers of `musts`: 当选, 代理. */
  readonly needs: readonly (readonly number[])[];
  /** What it must contain besides. */
  readonly sign: RegExp | null;
  readonly pattern: RegExp;
};

const LETTERS = NAME_LETTER.replace(']', '、\\s]');
const NAMES = `(?<names>${LETTERS}{2,300}?)`;
const MATE =
  '(?:等?(?:[一二两三四五六七八九十百0-9]{1,4}(?:人|名|位)|同志)|等)?(?:同志|代表|委员|教授|博士)?';
const POST = '(?<post>[^，。；：\\n\\]】]{2,100}?)';
/** A post ends at a mark, before the next person's own wording, or before what the wording is a title of. */
const END = `(?=[，。；：\\n”\\]】]|$|[、和]${NAME_LETTER}{2,8}(?:(?:同志)?为|同志任)|、(?!第[一二三四五六七八九十]{1,3}任)${NAME_LETTER}{2,4}(?<![主常责])任(?![命职免务期])|、(?!委员|副|主|常委|书记|${NAME_LETTER}{1,3}[长员]|${NAME_LETTER}{0,2}职务)${NAME_LETTER}{2,4}的|、(?:撤销|免去|任命|接受|终止|罢免)|以及${NAME_LETTER}|的(?:决定|决议|(?:任命|任免|免职)?名单|辞呈|议案|人选|建议|提案|草案|议题|报告|任免|通知|公告)|的?(?:请求|申请))`;
/** «职务» ends a post that is taken; without it, what ends any post does. */
const TAKEN = `${POST}(?:的?(?:等?职务|一职|等职|职级)(?!级)|${END})`;
const STARTS = '(?<=^|[，；、：。\\n])(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、．])?';
/** Where a person's own clause begins: at a mark, or after the verb that decides it. */
const LEAD = `(?:${STARTS}|(?<=批准|决定|同意|宣布|分别是|提请的|提请的关于))`;
/** 王芳任…, but not 任命 or 任职 */
const HOLDS = '任(?![命免职务何期意用])';
const GAP = '[^，。；：\\n]';
const REASON =
  '(?:提出的?|关于|的)?(?:因[^，。；\\n]{1,40}?)?(?:，)?(?:请求|申请|要求|提出)?(?:的)?';

/** 第3选区孟山、白水、第12选区赵铁 */
const VOTERS = '[^，。；：、\\n]{0,12}选区\\s?';
const OF_VOTERS = `(?<names>${VOTERS}${NAME_LETTER}{2,8}(?:[、和](?:${VOTERS})?${NAME_LETTER}{2,8}){0,30})`;

/** 免去|任期届满的|王芳的…职务: why, before whom. */
const WHY =
  '(?:(?:因|已|任期|任职|到龄|不再|不符|涉嫌|严重|违[纪法反]|本人|主动|自愿|工作|调[离出动])[^，。；：、\\n的]{1,20}的)?';

type Options = {
  readonly people?: 'before' | 'same';
  readonly implied?: true;
  readonly needsDecision?: true;
  readonly mustBeSure?: true;
  readonly sign?: RegExp;
};

function wording(action: Action, pattern: string, options: Options = {}): Wording {
  return {
    action,
    people: options.people ?? 'named',
    isExplicit: !options.implied,
    needsDecision: options.needsDecision ?? false,
    mustBeSure: options.mustBeSure ?? false,
    needs: mustsOf(pattern),
    sign: options.sign ?? null,
    pattern: lean(new RegExp(pattern, 'gu')),
  };
}

/** The words that some wordings cannot do without: each is looked for once a row, and most rows have few. */
export const musts: string[] = [];

function mustsOf(pattern: string): number[][] {
  return needsOf(pattern).map((words) =>
    words.map((word) => {
      if (!musts.includes(word)) musts.push(word);
      return musts.indexOf(word);
    }),
  );
}

/** Each under a line as it is printed. What stands above is tried first. */
export const wordings: readonly Wording[] = [
  // 批准任命王芳为澜江市和兴区人民检察院检察长
  wording('approve-appointment', `批准任命了?${NAMES}${MATE}为${POST}${END}`),
  // 批准免去李明的和兴区人民检察院检察长职务
  wording('approve-removal', `批准免去${NAMES}${MATE}的${TAKEN}`),
  // 批准任命王芳为龙港市人民检察院检察长，|免去其临溪县人民检察院检察长职务
  wording('approve-removal', `(?<=批准任命[^，。；\\n]{6,60}，)(?:同时)?免去其${TAKEN}`, {
    people: 'before',
  }),
  // 决定任命王芳（女）为临溪县民政局局长；
  wording(
    'appoint',
    `(?<!被)任命了?${NAMES}${MATE}(?:为|担任|兼任|接任|出任|(?<![、主])任(?![命职免务期]))${TAKEN}`,
  ),
  // 免去王芳的…副主任职务，任命其为…主任
  wording('appoint', `(?:任命|聘任)(?:其|他|她)(?:为|担任)${POST}${END}`, { people: 'before' }),
  // 免去王芳的县财政局局长职务，任命为县审计局局长
  wording('appoint', `(?<=职务，)(?:同时|并|改)?任命为${POST}${END}`, { people: 'before' }),
  // 会议决定，县民政局局长一职由王芳同志接任
  wording(
    'appoint',
    `决定，?(?<post>[^，。；：\\n]{3,40})(?:一职|职务)由${NAMES}${MATE}(?:接任|担任|出任)(?=[，。；\\n]|$)`,
  ),
  // 免去李明的…主任职务，由王芳担任县人大常委会街道工委主任
  wording('appoint', `(?<=职务，)由${NAMES}${MATE}(?:接任|担任|出任)${POST}${END}`),
  // 聘任谷雨同志为和兴城市建设投资集团有限公司总经理，聘期三年
  wording('appoint', `(?:聘任|续聘)${NAMES}${MATE}(?:为|担任)${POST}${END}`),
  // 以定期委任方式委任王芳担任财政局公共开支处处长职务
  wording('appoint', `委任${NAMES}${MATE}(?:为|担任|出任)${TAKEN}`),
  // 指定王芳为召集人 / 决定由王芳担任… / 会议通过王芳为选举委员会主任, but not 通过了相关任免案
  wording(
    'appoint',
    `(?:(?:决定)?(?:指定|确定|增补)|决定由?|通过了?)${NAMES}${MATE}(?:为|担任|接任|出任|${HOLDS})${TAKEN}`,
  ),
  // 表决通过了对王芳、李明两位审判委员会委员和37位人民陪审员的任命
  wording(
    'appoint',
    `通过了?对${NAMES}[一二两三四五六七八九十]{1,2}(?:位|名)(?<post>[^，。；：\\n和的]{2,30})(?:和[^，。；：\\n的]{2,30})?的任命`,
  ),
  // 经投票表决决定，王芳、李明为临溪县人民政府副县长
  wording('appoint', `决定(?:，|由)?${NAMES}${MATE}为${TAKEN}`),
  // 选举邵俊杰为和兴区人民政府区长 / 补选王芳为市第七届人民代表大会代表
  wording(
    'elect',
    `(?<!被)(?:选举产生|选举(?![日权法委工办])|补选|增选|推选|推举|选出)了?${NAMES}${MATE}(?:当选)?(?:为|担任)${TAKEN}`,
  ),
  // 选举产生了县委常务委员会委员：雷雨、闪电、风霜；
  wording(
    'elect',
    `(?:选举产生|选举(?!委员会)|选出|补选|推选)了?(?<post>[^，。；：\\n]{2,60})：(?<names>${LETTERS}{2,300})(?=[，。；\\n]|$)`,
  ),
  // 会议宣布了选举结果。新当选的北京市人大常委会副主任王芳、李明，委员赵强进行了宪法宣誓
  wording(
    'elect',
    `(?<=(?:选举结果|当选名单|选举产生|补选)[^\\n]{0,400})新当选的(?<held>[^。；：\\n]{6,200}?)(?=进行|与代表|庄严|向宪法|面对|依法|先后|分别|依次)`,
  ),
  // 表决通过的镇人大办公室主任王芳面对国旗宣誓
  wording(
    'appoint',
    `(?<=表决通过的)(?<held>[^，。；：\\n]{6,60}?)(?=面对|向宪法|进行|庄严|依法|作了?)`,
  ),
  // 当选为省委常委的还有王芳、李明 / 当选市人民政府市长的是：王芳；
  wording(
    'elect',
    `当选为?(?<post>[^，。；：\\n的]{2,40})的(?:还有|有|分别是|是)：?(?<names>${LETTERS}{2,200})(?=[，。；\\n]|$)`,
  ),
  // …；|副市长：李明、赵强
  wording(
    'elect',
    `(?<=；)(?<post>[^，。；：\\n]{2,30})：(?<names>${LETTERS}{2,200})(?=[；。\\n]|$)`,
    { implied: true },
  ),
  // 王芳以全票当选为临溪县人民政府县长
  wording(
    'elect',
    `${STARTS}${NAMES}${MATE}(?:在[^，。；\\n]{4,40}(?:会议|大会|全会)上)?(?:同时|一并|又|再次|再度|继续|均|都|也|依法|顺利|成功)?(?:以[^，。；\\n]{2,12}|全票|高票)?当选(?!后)为?${POST}${END}`,
  ),
  // 王芳被任命为临溪县副县长
  wording('appoint', `(?:${STARTS}|(?<=岁的))${NAMES}${MATE}被(?:任命|聘任)为${POST}${END}`),
  // 贺子明此前于2022年8月15日被任命为临溪县副县长
  wording(
    'appoint',
    `${STARTS}(?<names>${NAME_LETTER}{2,4}?)(?=此前|曾|已|先后|于|在|被|[0-9])[^，。；：\\n]{0,24}?被(?:任命|聘任)为${POST}${END}`,
  ),
  // 在县十五届人大一次会议上，他全票当选临溪县人民政府县长
  wording(
    'elect',
    `${STARTS}(?:他|她)(?:又|再次|继续|顺利|成功)?(?:以[^，。；\\n]{2,12}|全票|高票)?当选为?${POST}${END}`,
    { people: 'before' },
  ),
  wording('elect', `${STARTS}${NAMES}${MATE}被?(?:选举|补选|推选|增选)为${POST}${END}`),
  // 第3选区孟山、第12选区白水当选为临溪县第十七届人民代表大会代表
  wording(
    'elect',
    `${STARTS}${OF_VOTERS}(?:同志)?被?(?:当选为?|(?:选举|补选|推选)为)${POST}${END}`,
  ),
  // 补选第3选区孟山、第12选区白水为…代表
  wording('elect', `(?:选举|补选|选出)了?${OF_VOTERS}(?:同志)?为${POST}${END}`),
  // 决定由王芳代理县长职务 / 决定王芳代理临溪县人民政府县长
  wording('acting', `(?:决定由?|由|任命|指定|推选|同意)${NAMES}${MATE}(?<![为任再])代理${TAKEN}`),
  // 决定：孟春代理江州市中级人民法院院长职务
  wording('acting', `${LEAD}${NAMES}${MATE}(?<![为任再])代理${TAKEN}`, { needsDecision: true }),
  // 会议决定由其代理县长职务
  wording('acting', `(?:由其|其)代理${TAKEN}`, { people: 'before' }),
  // 任命王芳为副县长，并决定为代理县长 / …，并决定其为代理县长
  wording('appoint', `(?<=，)并?决定其?为${POST}${END}`, { people: 'before' }),
  // 任命王芳为副县长，代理县长职务 / …，在新的院长选出前代理院长职务
  wording(
    'acting',
    `(?<=，)并?(?:决定)?(?:在${GAP}{0,12}(?:选出|产生)[之以]?前，?)?(?:由其|其)?代理${TAKEN}`,
    {
      people: 'before',
    },
  ),
  // 免去其…职务 / 解聘其和兴区第一中学副校长职务
  wording(
    'remove',
    `(?:免去|免除|解聘)了?(?:其所任的?|所任的?|其(?!木格|其格|米格)(?:兼任的|担任的|的)?)${TAKEN}`,
    {
      people: 'before',
    },
  ),
  // 免去李明的临溪县财政局副局长职务。 / 解聘郎平同志的…总经理职务
  wording(
    'remove',
    `(?:免去|免除|解聘)了?${WHY}${NAMES}${MATE}(?:所?兼任的?|所?担任的?|[原所]任的?|的)(?:原任)?${TAKEN}`,
  ),
  // 免去王芳同志临溪县财政局副局长职务 / 免去　孙武　松岭市物资局局长职务
  wording('remove', `(?:免去|免除|解聘)(?<names>${NAME_LETTER}{2,12}?)(?:同志|老师|\\s)${TAKEN}`),
  // 免去王芳临溪县财政局副局长职务: where the name ends is told by the place that follows
  wording('remove', `(?:免去|免除|解聘)${WHY}(?<both>[^，。；：\\n]{5,80}?)(?:等?职务|一职)${END}`),
  // 景俊海同志不再担任吉林省委书记、常委、委员职务 / 黄兴国不再代理天津市委书记
  wording(
    'remove',
    `${LEAD}${NAMES}${MATE}(?:因[^，。；\\n]{1,30}，)?不再(?:担任|兼任|代理|任)(?![命何])${TAKEN}`,
  ),
  wording('remove', `(?<=[，；])(?:同时)?不再(?:担任|兼任|代理|任)(?![命何])${TAKEN}`, {
    people: 'before',
  }),
  // 王芳的临溪县交通管理局局长职务，着即免去
  wording('remove', `${STARTS}${NAMES}${MATE}(?:兼任的?|的)${POST}职务，?(?:着即|即行|予以)免去`),
  // 受到警告处分，并被县农业农村局免去县畜牧站站长职务
  wording('remove', `(?<=[，；])(?:并|已)?被[^，。；\\n]{2,24}免去(?![其了])${POST}职务`, {
    people: 'before',
  }),
  // 章惇同志原任县粮食局局长职务自然免除
  wording(
    'remove',
    `${STARTS}${NAMES}${MATE}(?:原任的?|担任的|的)${POST}职务(?:因[^，。；\\n]{1,30}?)?(?:自然|自行|相应|同时|随之|一并|予以)(?:免除|免去)`,
  ),
  // 王芳免去临溪县文化旅游投资集团有限公司总经理职务
  // 聘任王芳为县妇幼保健院院长；原聘任的县疾病预防控制中心副主任职务自然解聘
  wording(
    'remove',
    `(?<=[，；。])(?:其)?原(?:聘任?|任命?|担任)的?${POST}职务(?:自然|自行|相应|同时|随之|一并|予以)(?:解聘|免除|免去|解除)`,
    { people: 'before' },
  ),
  wording('remove', `${STARTS}${NAMES}${MATE}被?免去(?!其|了)${POST}(?:职务|$)`),
  // 同意其辞去代表职务
  wording('accept-resignation', `(?:接受|同意)(?:其|他|她)${REASON}(?:辞去|请辞)${TAKEN}`, {
    people: 'before',
  }),
  // 王芳因工作调动，其辞去代表职务的请求已由县人大常委会于5月22日接受
  wording(
    'accept-resignation',
    `其(?:提出的?)?辞去${POST}职务的(?:请求|申请|要求)，?(?:现|均)?已?(?:由|被|经|为)${GAP}{2,40}接受`,
    { people: 'before' },
  ),
  // 本人提出辞去代表职务，…决定接受其辞职
  wording('accept-resignation', '(?:接受|同意)其(?:提出的)?(?:辞职|请辞)', { people: 'before' }),
  // 决定接受金宗来、徐顺兵、周泳等辞去平阳县第十七届人民代表大会代表职务的请求
  wording(
    'accept-resignation',
    `(?:接受|同意|批准)了?${WHY}${NAMES}${MATE}${REASON}(?:辞去|请辞)(?:其?担任的)?${TAKEN}`,
  ),
  // 表决通过了关于陈洪、朱龙两位同志辞去县人大常委会委员以及曾辉等15位同志辞去县人大代表的辞呈
  wording(
    'accept-resignation',
    `通过了?(?:关于)?(?:接受)?${NAMES}${MATE}${REASON}(?:辞去|请辞)${TAKEN}`,
  ),
  // 3月26日，王芳辞去江南省省长职务
  wording('accept-resignation', `(?<=[0-9]日，)${NAMES}${MATE}辞去${POST}职务`, {
    needsDecision: true,
  }),
  // 王芳辞去江南省副省长职务: a headline, and nothing else in its row
  wording(
    'accept-resignation',
    `^(?<names>${NAME_LETTER}{2,4})辞去(?<post>[^，。；：\\n]{2,30}?[省市县区州旗镇乡国院会局厅部][^，。；：\\n]{2,12})职务$`,
  ),
  // …；王芳辞去…职务的请求。 below 接受：
  wording(
    'accept-resignation',
    `${STARTS}${NAMES}${MATE}(?:因[^，。；\\n]{1,30}?)?(?:辞去|请辞)${TAKEN}`,
    {
      implied: true,
    },
  ),
  wording('accept-resignation', `(?<=以及|，|、)${NAMES}${MATE}(?:辞去|请辞)${TAKEN}`, {
    implied: true,
  }),
  // 接受县人民政府副县长王芳因工作变动提出的辞去职务的请求
  wording(
    'accept-resignation',
    `(?:接受|同意)了?${NAMES}${MATE}${REASON}辞去(?:其)?(?:现任|所任|上述)?职务`,
  ),
  // 代表王芳因工作变动，向原选举单位提出辞职请求并被接受 / 代表王芳本人提出辞去代表职务，已被原选举单位接受
  wording(
    'accept-resignation',
    `(?<post>[^，。；：、\\n]{0,50}代表(?!大会|团|小组|法))，?${NAMES}${MATE}(?=因|本人|自愿|主动|书面|提出|向)[^。；\\n]{0,40}(?:提出|请求|申请)辞[^。；\\n]{1,30}(?:并|，)(?:现|均)?已?(?:被|由|经|获得?)[^，。；\\n]{0,16}接受`,
  ),
  // 决定接受高峻的辞职: the post stands where the resignation was told
  wording(
    'accept-resignation',
    `(?:接受|同意)了?${NAMES}${MATE}的?(?:提出的)?(?:辞职|请辞|辞呈)(?!报告)`,
  ),
  // 撤销王芳的临溪县财政局局长职务 / 撤销吴燕生…第十四届全国政协委员资格
  wording('dismiss', `(?:撤销|撤去)其(?:担任的|的)?${POST}(?:等?职务|资格)`, { people: 'before' }),
  wording('dismiss', `(?:撤销|撤去)了?${WHY}${NAMES}${MATE}(?:担任的|的)${POST}(?:等?职务|资格)`),
  wording('dismiss', `(?:撤销|撤去)${WHY}(?<both>[^，。；：\\n]{5,120}?)(?:等?职务|资格)`),
  wording('dismiss', `${STARTS}${NAMES}${MATE}被撤销${POST}(?:等?职务|资格)`),
  // 决定罢免王芳的平阳县第十七届人民代表大会代表职务
  wording('recall', `罢免了?其(?:担任的|的)?${TAKEN}`, { people: 'before' }),
  wording('recall', `罢免了?${WHY}${NAMES}${MATE}(?:担任的|的)${TAKEN}`),
  // 王芳涉嫌严重违法，已被原选区选民依法罢免代表职务
  wording('recall', `(?<=[，；])(?:并|已|均)?被[^，。；\\n]{0,24}罢免(?![其了])${POST}职务`, {
    people: 'before',
  }),
  wording('recall', `${STARTS}${NAMES}${MATE}已?被[^，。；\\n]{0,24}罢免(?![其了])${POST}职务`),
  // 王芳的县人大代表职务，已由原选区选民于3月28日投票罢免 / …职务于3月28日被罢免
  wording(
    'recall',
    `${STARTS}${NAMES}${MATE}的${POST}职务(?:，?(?:现|均)?已?(?:由|被|经)${GAP}{2,40}|于${GAP}{4,20}日${GAP}{0,30})罢免`,
  ),
  wording('recall', `罢免${WHY}(?<both>[^，。；：\\n]{5,120}?)职务`),
  // 王芳的县第十七届人民代表大会代表资格终止
  wording(
    'terminate',
    `(?:^|(?<=[，；：。\\n])|(?<=确认|宣布|公告))(?:[^，。；：\\n]{0,40}?代表)?${NAMES}${MATE}的(?<post>[^，。；：\\n]{0,40}?代表)资格(?:自行|依法|随之|相应|自然|自动|予以)?终止`,
  ),
  // 决定给予王芳开除党籍处分；终止其澜江市第十三次党代会代表资格
  // 根据代表法的有关规定，王芳代表资格自行终止
  wording(
    'terminate',
    `${STARTS}(?<names>${NAME_LETTER}{2,4}(?:、${NAME_LETTER}{2,4}){0,30})(?<post>代表)资格(?:自行|依法|随之|相应|自然|自动|予以)?终止`,
  ),
  wording('terminate', `终止其(?<post>[^，。；：\\n]{0,40}?代表)资格`, { people: 'before' }),
  wording('terminate', `终止${NAMES}${MATE}的(?<post>[^，。；：\\n]{0,40}?代表)资格`),
  wording('terminate', `终止(?<both>[^，。；：\\n的]{4,80}?代表)资格`),
  // 其松岭市第九届人大常委会主任职务相应撤销
  wording('dismiss', `其${POST}(?:等?职务|资格)(?:自行|依法|随之|相应|自然|自动|予以)?撤销`, {
    people: 'before',
  }),
  // 依照有关规定，王芳的松岭市第九届人大常委会委员职务相应撤销
  wording('dismiss', `${STARTS}${NAMES}${MATE}的${POST}职务(?:相应|随之|依法|自然)?撤销`),
  // 王芳的代表资格终止，松岭市人大社会建设委员会副主任委员职务相应终止
  wording(
    'other',
    `(?<=终止，)(?<post>[^，。；：其的]{4,40})职务(?:自行|依法|随之|相应|自然|自动)终止`,
    {
      people: 'before',
    },
  ),
  // 接受王芳辞去…代表职务的请求，其代表资格终止
  wording(
    'terminate',
    `(?<=[，；。])其(?<post>[^，。；：\\n]{0,40}?代表)资格(?:自行|依法|随之|相应|自然|自动|予以)?终止`,
    { people: 'before' },
  ),
  // 县十七届人大代表王芳因工作调动…，其代表资格自行终止
  wording(
    'terminate',
    `(?<post>[^，。；：、\\n]{0,50}代表(?!法))，?(?<names>[^，。；：\\n]{2,120}?)(?:(?:先后|已经?|均已?)?(?:因|被|调离|迁出|迁离|去世|病逝|病故|逝世|辞去|涉嫌|严重)|，)(?:(?!罢免|接受其)[^。\\n]){0,160}?代表资格(?:自行|依法|随之|相应|自然|自动|予以)?终止`,
  ),
  // 王芳的临溪县人民代表大会常务委员会委员职务相应终止
  wording(
    'other',
    `${STARTS}(?:同时，?)?${NAMES}${MATE}(?:担任)?的${POST}职务(?:自行|依法|随之|相应|自然|自动)终止`,
  ),
  // 接受王芳辞去…职务的请求，|兼任的临溪县人民代表大会财政经济委员会委员职务相应终止
  wording(
    'other',
    `(?:其(?:担任|所任)?的?|(?<=，)(?:兼任|担任|所任)的)${POST}职务(?:自行|依法|随之|相应|自然|自动)终止`,
    { people: 'before' },
  ),
  wording('other', `暂时?停止?其(?:执行|履行|行使)?${POST}职务`, { people: 'before' }),
  wording('other', `${STARTS}${NAMES}${MATE}的${POST}职务被?暂时?停止?(?:执行|履行)`),
  // 暂时停止王芳执行代表职务
  wording('other', `暂时?停止?${NAMES}${MATE}的?(?:执行|履行|行使)${POST}职务`),
  // 决定恢复王芳执行临溪县第十八届人民代表大会代表职务
  wording('other', `恢复其(?:执行|履行|行使)?${POST}职务`, { people: 'before' }),
  wording('other', `恢复${NAMES}${MATE}的?(?:执行|履行|行使)${POST}职务`),
  // 王芳，任区人民政府副区长，赞成27票； / 李明，免去区信访局局长职务，赞成28票；
  wording('appoint', `${STARTS}(?<names>${NAME_LETTER}{2,4})，任(?![命职免务期])${TAKEN}`, {
    needsDecision: true,
  }),
  wording('remove', `${STARTS}(?<names>${NAME_LETTER}{2,4})，免去(?![其了])${POST}职务`),
  // 县人民法院院长由王芳连任
  wording(
    'elect',
    `${STARTS}(?<post>[^，。；：\\n]{3,40}?[长任席])由(?<names>${NAME_LETTER}{2,4})连任`,
  ),
  // 黄强同志任吉林省委委员、常委、书记
  wording(
    'appoint',
    `${LEAD}${NAMES}${MATE}(?<![曾历现新时担接出调升转兼主责信专连原拟前后式职、])${HOLDS}${TAKEN}`,
    { needsDecision: true, sign: new RegExp(HOLDS, 'u') },
  ),
  // 李建新任…, 高原任…: what might be 新任 or 原任 is the end of a name
  wording(
    'appoint',
    `${LEAD}(?<names>${NAME_LETTER}{1,2}[新信前时专连主]|${NAME_LETTER}原)${HOLDS}${TAKEN}`,
    { needsDecision: true, sign: new RegExp(HOLDS, 'u') },
  ),
  // 指定，娄勤俭兼任大会发言人 / 吴刚同志挂职任…
  wording('appoint', `${STARTS}${NAMES}${MATE}(?:兼任|挂职任|挂任|挂职担任|试任|改任)${TAKEN}`, {
    needsDecision: true,
  }),
  // 中央批准邹铭任广东省委常委
  wording('appoint', `(?:批准|同意|宣布)${NAMES}${MATE}(?:${HOLDS}|担任)${TAKEN}`, {
    needsDecision: true,
  }),
  // 王芳、李明同志分别任市城市管理局副局长、市园林管理处处长
  wording('appoint', `${LEAD}${NAMES}${MATE}分别(?:任|为|担任)${TAKEN}`, {
    needsDecision: true,
  }),
  // 蔡伦同志试用期满，正式任…
  wording('appoint', `(?<=，)(?:兼|正式|改)任(?!的)${TAKEN}`, {
    people: 'before',
    needsDecision: true,
  }),
  // …；林捷为临溪县发展和改革局局长；
  wording('appoint', `${STARTS}${NAMES}${MATE}为${POST}${END}`, { implied: true }),
  // 任命王芳为县教育局局长，|李明县民政局局长
  wording('appoint', `${STARTS}(?<both>[^，。；：\\n的为任]{6,40})(?<!职务)(?=[，。；\\n]|$)`, {
    implied: true,
    mustBeSure: true,
  }),
  // …；许静的临溪县民政局局长职务。
  wording('remove', `${STARTS}${NAMES}${MATE}(?:兼任的?|的)${TAKEN}`, {
    implied: true,
  }),
  wording('remove', `${STARTS}(?<names>${NAME_LETTER}{2,12}?)(?:同志|\\s)${POST}(?:等?职务|一职)`, {
    implied: true,
  }),
  wording('remove', `${STARTS}(?<both>[^，。；：\\n的]{6,60}?)(?:等?职务|一职)`, { implied: true }),
  // 王芳为县人民法院副院长、审判员，|兼立案庭庭长
  wording('appoint', `(?<=，)(?:并|同时)?兼(?![任职])${POST}${END}`, {
    people: 'before',
    implied: true,
  }),
  // 不再担任湖北省委常委，|武汉市委书记、常委、委员职务
  wording('appoint', `(?<=，)(?<both>[^，。；：\\n的]{4,60}?)(?:等?职务)?(?=[，。；\\n]|$)`, {
    people: 'same',
    implied: true,
  }),
];

/** A row without an action's sign has none of its wordings: most rows are read no further than this. */
export const signs: Readonly<Record<Action, RegExp>> = {
  appoint: /任|聘|为/u,
  remove: /免|解聘|不再|职务|的/u,
  'accept-resignation': /辞/u,
  elect: /选|推举/u,
  acting: /代理/u,
  dismiss: /撤/u,
  recall: /罢免/u,
  'approve-appointment': /批准任命/u,
  'approve-removal': /批准免去|批准任命/u,
  terminate: /资格[^。；]{0,8}终止|终止[^。；]{1,100}资格/u,
  other: /停|终止|恢复/u,
};

type Heading = { readonly action: Action; readonly pattern: RegExp };

/** The verb before a colon or alone in a heading: it speaks for all that is listed below it. */
const printedHeadings: readonly Heading[] = [
  // 一、批准任命：
  { action: 'approve-appointment', pattern: /批准任命[^，。；：]{0,12}$/u },
  { action: 'approve-removal', pattern: /批准免去[^，。；：]{0,12}$/u },
  // 接受下列人员辞去…职务：
  {
    action: 'accept-resignation',
    pattern: /(?:接受|同意)[^，。；：]{0,16}(?:辞去|辞职|请辞)[^，。；：]{0,60}$/u,
  },
  // 四、接受：
  { action: 'accept-resignation', pattern: /接受$/u },
  // 补选下列人员为…代表：
  {
    action: 'elect',
    pattern: /(?:选举(?!委员会|[日权法办工])|补选|选出|当选|推选)(?:产生)?[^，。；：]{0,60}$/u,
  },
  { action: 'dismiss', pattern: /(?:撤销|撤职)[^，。；：]{0,60}$/u },
  { action: 'recall', pattern: /罢免[^，。；：]{0,60}$/u },
  { action: 'terminate', pattern: /代表资格(?:自行|依法)?终止[^，。；：]{0,12}$/u },
  // 二、决定免去： / 免去下列同志的职务：
  { action: 'remove', pattern: /(?:免去|免职|解聘)[^，。；：]{0,60}$/u },
  // 决定任命： / 任命下列人员为东屿市人民法院人民陪审员：
  { action: 'appoint', pattern: /(?:任命|委任|聘任|选任|任职)[^，。；：]{0,60}$/u },
  // 主持人依次宣布：王芳同志为…
  { action: 'appoint', pattern: /宣布$/u },
  // …第十次会议决定：黄忠为清河县监察委员会代理主任。 / …于2024年2月2日表决通过：
  { action: 'appoint', pattern: /(?:决定(?:如下)?|通过)$/u },
];
const headings: readonly Heading[] = printedHeadings.map(({ action, pattern }) => ({
  action,
  pattern: lean(pattern),
}));

/** Each of them has one of these; most words have none. */
const OF_HEADINGS = lettersOf('任免辞受选撤罢终聘布定过');

/** The action of a heading, or of the verb alone. */
export function headingIn(words: string): Action | undefined {
  return hasLetter(words, OF_HEADINGS) && !isRefusedHeading(words)
    ? headings.find(({ pattern }) => pattern.test(words))?.action
    : undefined;
}
