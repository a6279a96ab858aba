/** What a line is by its words, as far as its place on the page does not tell. White space is taken out before. */

// 本报讯（记者李凌峰）昨天下午… / 新华社北京8月17日电
const DATELINE =
  /^[（(]?(?:本报|本台|本刊|本网|新华社|中新社|人民网|\p{Script=Han}{2,8}(?:日报|晚报|新闻网|发布|融媒))\P{Script=Han}{0,3}[^。，；：]{0,24}?(?:讯|电|消息)/u;
// 本报记者赵哲璐 / ■某报全媒体记者甲通讯员乙
const BYLINE =
  /^[■▲●□◎◆（(【[]?(?:本报|本台|\p{Script=Han}{0,6}全媒体|融媒体?|见习|首席|特约)?(?:记者|通讯员|实习生)[:：/]?[\p{Script=Han}·、，,:：/（）()]{2,44}[）)】\]]?$/u;
// (第77号) / 沙政任〔2024〕5号
const NUMBER =
  /^[（(]?(?:第[0-9〇○零一二三四五六七八九十百]{1,6}号|\p{Script=Han}{0,12}[〔[［(（【][0-9]{4}[〕\]］)）】]第?[0-9]{1,4}号)[）)]?$/u;
// （2025年1月9日…第二十二次会议通过）
const PASSED =
  /^[（(][^。；]{0,10}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日[^。；]{0,80}(?:通过|批准)[）)]?$/u;
const DOCUMENT =
  /^(?!现予|特此|现将)[^。；，！？：]{4,120}(?:决定|决议|公告|通知|通告|公示|名单|命令|主席令|公报)(?:[（(][^）)]{1,20}[）)])?$/u;
const BARE = /^(?:公告|通告|通知|决定|决议|任免名单|任命名单|免职名单|名单|公示|主席令|命令|令)$/u;
// 县融媒体中心 王芳 摄 / （图为…）
const CAPTION = /(?:摄|供图|资料图|\/图)[）)]?$/u;
// ——记平阳县… / 曾上俊主持
const SUBTITLE = /^(?:—|―|-{1,2}\p{Script=Han})|主持(?:会议|召开)?$|(?:出席|讲话)$/u;

const tight = (text: string): string => text.replace(/\s/gu, '');

export const isDateline = (text: string): boolean => DATELINE.test(tight(text).slice(0, 60));
export const isByline = (text: string): boolean => text.length <= 60 && BYLINE.test(tight(text));
export const isNumber = (text: string): boolean => text.length <= 40 && NUMBER.test(tight(text));
export const isPassedBy = (text: string): boolean => text.length <= 160 && PASSED.test(tight(text));
export const isDocument = (text: string): boolean =>
  text.length <= 160 && (DOCUMENT.test(tight(text)) || BARE.test(tight(text)));
export const isCaption = (text: string): boolean => text.length <= 90 && CAPTION.test(tight(text));
export const isSubtitle = (text: string): boolean => SUBTITLE.test(tight(text));
export const endsSentence = (text: string): boolean => /[。！？；：…”’」）)】]$/u.test(text);

/** Follows a headline, and never a section's heading. */
export const opens = (text: string): boolean =>
  isDateline(text) || isByline(text) || isNumber(text) || isPassedBy(text);
