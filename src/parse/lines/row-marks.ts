import { ANY_DATE, FULL_DATE } from '../days/dates.ts';
import { lean } from './lean.ts';
import { endsInOneOf, hasLetter, lettersOf } from './letters.ts';
import type { Row } from './rows.ts';

/** What a row is by its own words. Each pattern stands under a row as it is printed, without white space. */

// 本报讯（记者李凌峰）昨天下午… / 新华社北京8月17日电 / 央视网消息（新闻联播）： / 综合外电报道
const DATELINE = lean(
  /^综合(?:外电|新华社|本报|各地)\p{Script=Han}{0,4}(?:报道|电|消息)|^[（(]?(?:本报|本台|本刊|本网|新华社|央视网|中新社|中新网|人民网|\p{Script=Han}{2,8}(?:日报|晚报|新闻网|发布|融媒))\P{Script=Han}{0,3}[^。，；：]{0,24}?(?:讯|电|消息)/u,
);
const ENDS_DATELINE = lettersOf('讯电息道');
// 本报记者赵哲璐 / （记者甲乙通讯员丙） / ■某报全媒体记者甲
const BYLINE = lean(
  /^[■▲●□◎（(【[]?(?:本报|本台|\p{Script=Han}{0,6}全媒体|融媒体?|见习|首席|特约)?(?:记者|通讯员|实习生|特约记者|见习记者)[:：/]?[\p{Script=Han}·、，,:：/（）()]{2,40}[）)】\]]?$/u,
);
// (第77号) / 〔2019〕第2号 / 沙政任〔2024〕5号 / （87）某署干字第14号 / 柏革干字（80）第17号
const NUMBER = lean(
  /^(?:\p{Script=Han}{1,8}[字发任][（(〔[][0-9]{2}[）)〕\]]第?[0-9]{1,4}号|[（(〔[][0-9]{2}[）)〕\]]\p{Script=Han}{1,8}字第?[0-9]{1,4}号|[（(]?(?:(?:\p{Script=Han}{1,10}[字令]|[一二三四五六七八九十]{1,4}届)?第[0-9〇○零一二三四五六七八九十百]{1,6}号|(?:\p{Script=Han}{1,10}(?:字|发|任|函|令|办)?)?[〔[［(（【][0-9]{4}[〕\]］)）】]第?[0-9]{1,4}号|[0-9]{4}年第[0-9]{1,4}号|[〔[（(【][一二三四五六七八九十]{1,4}届[〕\]）)】]第[0-9〇一二三四五六七八九十百]{1,5}号)[）)]?)$/u,
);
// （2025年1月9日平阳县第十七届人民代表大会常务委员会第二十二次会议通过）
const PASSED = lean(
  new RegExp(
    `^[（(]?[^。；]{0,40}?${FULL_DATE}[^。；]{0,80}(?:通过|批准|任命|决定|选举|修订|修正)(?:，自[^。；]{2,20}|[^。；（）]{4,80}(?:公布|发布|施行))?[）)]?$`,
    'u',
  ),
);
const SIGNED_DATE = lean(
  new RegExp(`^[（(]?${FULL_DATE}(?:印发|发布|公布|于\\p{Script=Han}{2,6})?[）)]?$`, 'u'),
);
// 平阳县人民政府2025年1月9日 / …第一次会议主席团，2018年3月18日于北京。
export const SIGNED_IN_ONE = lean(
  new RegExp(
    `^(?<body>\\p{Script=Han}{4,40})，?(?<date>${FULL_DATE})(?:于\\p{Script=Han}{2,6})?。?$`,
    'u',
  ),
);
// 平阳县人民代表大会常务委员会 / 和兴区第九届人民代表大会第一次会议主席团
const ORGANIZATION = lean(
  /^(?:中华人民共和国主席|国务院|[\p{Script=Han}〇]{1,40}(?:委员会|人大常委会|主席团|人民政府|国务院|法院|检察院|政协|委|办公厅|办公室|工作组|领导小组|办事处|集团|公司|董事会|监事会|大学|学院|学校|中学|小学|幼儿园|医院|(?:管理|服务|事务)中心|组织部|宣传部|统战部|代表大会|(?:第.{1,4}次)?会议|[局厅部]))$/u,
);
/** The last letter of whatever it may be: most rows end in another. */
const ENDS_ORGANIZATION = '席院会府协委厅室组处团司学校园心部议局';
// 劳动模范名单, 全县先进工作者（20名）名单: those whom a document honours, listed below it
const HONOURED = lean(
  /^(?!关于)[^。；]{0,40}(?:模范|先进(?:工作者|个人|集体|单位)|标兵|能手|工匠|优秀[\p{Script=Han}]{2,12}|十佳[\p{Script=Han}]{2,8}|获奖[\p{Script=Han}]{0,6}|受?表彰[\p{Script=Han}]{0,8}|奖[\p{Script=Han}]{0,4}|称号[\p{Script=Han}]{0,4}|文明[\p{Script=Han}]{2,4})(?:[（(][^（）()]{1,20}[）)])?名单$/u,
);
// 关于…的决定 / 平阳县第十七届人民代表大会常务委员会公告 / 松岭市人民代表大会常务委员会任免名单
const DOCUMENT_TITLE = lean(
  /^(?!现予|特此|现将|予以|[一二三四五六七八九十]{1,3}、)[^。；，！？：]{0,120}(?:决定|决议|公告|通知|通告|公示|名单|命令|主席令|国务院令|人民政府令|办法|公报|任免|任职|免职|(?:任免|任职|免职)(?:情况)?表)(?:[（(][^）)]{1,20}[）)])?$/u,
);
const ABOUT_TITLE = lean(
  /^(?:[^。；！？]{2,60})?关于[^。；！？]{2,120}的(?:决定|决议|公告|通知|通告|公示|命令|办法|名单|意见|批复|说明|议案|报告)(?:[（(][^）)]{1,20}[）)])?$/u,
);
// 2018-03-2120:19来源：新华社 / 《人民日报》（2022年08月18日第04版） / 《某报》2022年8月18日第一版
const SOURCE_LINE = lean(
  new RegExp(
    `^[-—·]?(?:[（(]${FULL_DATE}[）)]|(?:\\p{Script=Han}{2,12})?(?:${FULL_DATE}|[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2})[0-9:：]{0,8}来源[:：].{0,30}|(?:${FULL_DATE}|[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)[0-9:：]{0,8}(?:.{0,20}来源[:：].{0,30}|[\\p{Script=Han}]{2,10}(?:网|报|社|新闻|客户端|发布|杂志))?|(?:时间|日期)[:：][0-9]{4}.{1,40}|\\p{Script=Han}{2,10}(?:报|网|周刊|发布|新闻|客户端|杂志)(?:${FULL_DATE}|[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?)[0-9:：]{0,8}(?:报道|消息|电|讯|第?[A-Z]?[0-9]{1,2}版)?|[0-3][0-9]\\.[01][0-9]\\.[12][0-9]{3}[0-9:：]{0,8}|(?:上一篇|下一篇|本页位置|当前位置|您?所在的?位置|您的位置|责任编辑|首页|索引号|【?字体|打印|关闭|分享到|浏览次数|刊发日期|网站标识码|下载地址)[:：>＞].{0,120}|(?:信息|稿件|文章|新闻)?来源[:：].{1,60}|作者[:：].{1,30}(?:时间|日期|来源)[:：].{1,80}|(?:信息|发布|刊发|成文|发文|签发|制发)(?:时间|日期)[:：].{1,80}|《.{2,12}》(?:[（(].{4,30}版[）)]|${FULL_DATE}(?:第.{1,6}版)?)|责任?编辑?[:：].{1,30}|[（(【［[](?:(?:责任)?编辑|责编|(?:稿件|文章|信息)?来源)[:：].{1,50}[）)】］\\]]|字号[:：].{1,20}|打印本页.{0,20}|放大缩小默认)$`,
    'u',
  ),
);
/** Without one of these no row is a source line; most rows have none. */
const SOURCE_LETTERS = lettersOf('年:：>＞版打认0123456789');
const SOURCE_SIGN = /[年:：>＞版打认]|[0-9][-/.]/u;
const BARE_TITLE =
  /^(?:(?:大会)?(?:主席团)?公告|通告|(?:任免|任职|免职|任免职)?通知|决定|决议|(?:决定|批准|通过)?(?:任免|任命|任职|免职|免去|任职免职|接受辞职|辞职)(?:人员)?名单|名单|公示|主席令|命令|令)$/u;
const SIGN_OFF_ENDS = lean(
  new RegExp(`(?:${ANY_DATE}(?:于\\p{Script=Han}{2,6})?|公告|（完）|\\(完\\))[。）)]?$`, 'u'),
);

export const isDateline = (row: Row): boolean =>
  hasLetter(row.tight, ENDS_DATELINE) && DATELINE.test(row.tight);
export const isBareDateline = (row: Row): boolean =>
  isDateline(row) && /(?:电|讯|消息|（新闻联播）：?)$/u.test(row.tight) && row.tight.length <= 30;
export const isByline = (row: Row): boolean => row.tight.length <= 44 && BYLINE.test(row.tight);
export const isNumber = (row: Row): boolean => row.tight.includes('号') && NUMBER.test(row.tight);
export const isPassedBy = (row: Row): boolean =>
  row.tight.length <= 160 && row.tight.includes('年') && PASSED.test(row.tight);
export const isSignedInOne = (row: Row): boolean => {
  const body = row.tight.includes('年')
    ? SIGNED_IN_ONE.exec(row.tight)?.groups?.['body']
    : undefined;
  return body !== undefined && isOrganizationName(body);
};
export const isSignedDate = (row: Row): boolean =>
  row.tight.length <= 40 && row.tight.includes('年') && SIGNED_DATE.test(row.tight);
export const isOrganization = (row: Row): boolean => isOrganizationName(row.tight);
export const isOrganizationName = (tight: string): boolean =>
  tight.length <= 46 && endsInOneOf(tight, ENDS_ORGANIZATION) && ORGANIZATION.test(tight);
export const isDocumentTitle = (row: Row): boolean => isDocumentName(row.tight);
export const isDocumentName = (tight: string): boolean =>
  tight.length <= 160 &&
  (DOCUMENT_TITLE.test(tight) || ABOUT_TITLE.test(tight)) &&
  !HONOURED.test(tight);
export const isAboutTitle = (row: Row): boolean =>
  row.tight.startsWith('关于') && isDocumentTitle(row);
/** ★, ————: a rule across the page. */
export const isOrnament = (row: Row): boolean => !/[\p{L}\p{N}]/u.test(row.tight);
export const isBareTitle = (row: Row): boolean => BARE_TITLE.test(row.tight);
/** 临溪县第十九届人民代表大会|第一次会议公告: the title's second half */
export const isSessionTitle = (row: Row): boolean => SESSION_TITLE.test(row.tight);
const SESSION_TITLE =
  /^第[0-9一二三四五六七八九十]{1,4}次(?:全体)?会议(?:主席团)?(?:公告|决议|通告)$/u;
export const isSourceLine = (row: Row): boolean =>
  row.tight.length <= 120 &&
  hasLetter(row.tight, SOURCE_LETTERS) &&
  SOURCE_SIGN.test(row.tight) &&
  SOURCE_LINE.test(row.tight);
export const endsArticle = (row: Row): boolean => SIGN_OFF_ENDS.test(row.tight);
export const endsSentence = (row: Row): boolean => endsInOneOf(row.tight, ENDS_SENTENCE);
const ENDS_SENTENCE = '。！？；：…”’」）)】.!?;:';

/** A line under the headline that says who was in the chair, or goes on with it after a dash. */
export const isSubtitle = (row: Row): boolean =>
  !/[。；：，！？]$/u.test(row.tight) &&
  row.tight.length <= 40 &&
  (row.tight.length <= 10 ||
    /主持(?:会议|召开)?$|(?:出席|讲话|参加)$/u.test(row.tight) ||
    /^[—-]{1,2}/u.test(row.tight));

const NO_END_OF_TITLE = '。；：，、';

/** Short enough for a headline, and no sentence. */
export const mayBeTitle = (row: Row): boolean =>
  row.tight.length >= 4 &&
  row.tight.length <= 90 &&
  !endsInOneOf(row.tight, NO_END_OF_TITLE) &&
  // Of one that ends in none of these: no sentence ends within it.
  !row.tight.includes('。') &&
  !isByline(row) &&
  !isNumber(row) &&
  !isPassedBy(row) &&
  !isSourceLine(row) &&
  !isSignedDate(row) &&
  !isDateline(row);
