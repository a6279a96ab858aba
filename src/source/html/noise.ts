import type { Line } from './render.ts';
import { tight } from './tidy.ts';

/** What sites print among an article's lines and no paper ever did; each under a line as it stands there. */
const noise: readonly RegExp[] = [
  // 放大 缩小 默认 / [放大] [缩小] [默认] / 【字号：大 中 小】 / 字体：大 中 小 打印
  /^(?:[【[]?放大\+?[】\]]?[【[]?缩小-?[】\]]?[【[]?默认[】\]]?(?:朗读)?|[【[（(]?字[号体][:：]?.{0,12}[】\]）)]?(?:打印.{0,8})?|[【[]?大中小[】\]]?)$/u,
  // 下一版»本期共4版, 当前第1版 PDF / 上一篇 下一篇 / 上一篇：某某
  /^(?:[«»<>]{0,2}[上下]一[版篇期页条][«»<>]{0,2}){1,2}(?:[:：].{0,60}|本期共.{0,30})?$/u,
  // 刊发日期:2025-01-10 阅读次数:12 作者:甲 语音阅读:语音阅读
  /^(?:刊发日期|信息时间|发布时间|发布日期|阅读次数|浏览次数|点击数?|语音阅读)[:：].{0,80}$/u,
  // 来源: 县融媒体中心 信息时间: 2025-01-10 阅读次数: 12次
  /^来源[:：].{0,40}(?:信息时间|发布时间|日期|时间|阅读次数|浏览|点击|作者|编辑).{0,60}$/u,
  // （图文:甲 审核:乙）
  /^[（(]?(?:图文|图\/文|文\/图|文图|撰稿|供稿|图片)[:：][^。]{1,40}审核[:：][^。]{1,20}[）)]?$/u,
  // 总监制：甲 监制：乙 责编：丙 编辑：丁 / 【编辑：甲】 / 责任编辑：甲
  /^[【[（(]?(?:(?:总监制|监制|总编辑?|责任?编辑?|编辑|审核|校对|审校|值班编委|初审|复审|终审|美编|版面)[:：][^:：。]{1,20}){1,8}[】\]）)]?$/u,
  // 内部资料 免费赠阅
  /^内部资料[,，]?免费(?:赠阅|交流)$/u,
  // 版权所有 平阳样报社 / 浙ICP备12345678号
  /^(?:©|Copyright|版权所有|[\p{Script=Han}]ICP备).{0,120}$/iu,
  // 新闻热线：0577-00000000　投稿邮箱：tougao@example.org
  /^(?:新闻热线|投稿邮箱|广告热线|报社地址|联系电话[:：].*邮箱).{0,120}$/u,
  // 分享到： / 打印本页 关闭窗口 / 扫一扫在手机打开当前页
  /^(?:分享(?:到|至).{0,30}|打印(?:本页)?(?:关闭.{0,4})?|关闭窗口|扫一扫.{0,30}|返回顶部)$/u,
  // 预览时标签不可点 / 微信扫一扫 关注该公众号 / 点击上方蓝字关注我们
  /^(?:预览时标签不可点|微信扫一扫.{0,20}|点击(?:上方|下方)?.{0,6}(?:蓝字|关注).{0,12}|继续滑动看下一个|轻触阅读原文|阅读原文|在小说阅读器.{0,10})$/u,
];

/** 2025-01-10 1 1 濮阳日报 c123456.html 1 /enpproperty-->: a comment that was broken. */
const BROKEN_COMMENT =
  /\s*\d{4}-\d{2}-\d{2}(?:\s[^\s]{1,40}){0,10}\s?\/enpproperty(?:-->)?$|\/enpproperty(?:-->)?$/u;

/** 新闻推荐: what follows is the next article's. */
const TAIL =
  /^[【[]?(?:新闻推荐|相关阅读|相关新闻|相关链接|推荐阅读|延伸阅读|猜你喜欢|热门推荐)[】\]]?[:：]?$/u;

/** A text's lines without what the site put among them. */
export function withoutNoise(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => {
    const text =
      line.text.endsWith('>') || line.text.endsWith('y')
        ? line.text.replace(BROKEN_COMMENT, '').trim()
        : line.text;
    return text === '' || isNoise(text) ? [] : [{ ...line, text }];
  });
}

/** Without the teasers of other articles that stand under it. */
export function withoutTail(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex(({ text }) => TAIL.test(text));
  return end > 0 ? lines.slice(0, end) : lines;
}

/** A hidden copy for telephones, or a text written twice: the second half says the same again. */
export function withoutSecondCopy(lines: readonly Line[]): readonly Line[] {
  const half = lines.length / 2;
  if (!Number.isInteger(half) || half === 0) return lines;
  const isTwice = lines
    .slice(0, half)
    .every(({ text }, index) => tight(text) === tight(lines[half + index]?.text ?? ''));
  return isTwice ? lines.slice(0, half) : lines;
}

function isNoise(text: string): boolean {
  if (text.length > 200) return false;
  const bare = tight(text);
  return noise.some((pattern) => pattern.test(bare));
}
