import { nameAction } from '../../compose/index.ts';
import { ACTIONS, type FactKind, type IsoDate, KEY_DATE_LABELS } from '../../domain/index.ts';

export type ReviewTexts = typeof reviewZh;

type Waiting = { readonly facts: number; readonly unread: number };

const waiting = ({ facts, unread }: Waiting) =>
  [
    ...(facts > 0 ? [`待核实 ${facts} 项`] : []),
    ...(unread > 0 ? [`没有读懂 ${unread} 处`] : []),
  ].join('，');

/** What /review says. */
export const reviewZh = {
  head: waiting,
  doubted: (act: string) => `${act}（待核实）`,
  invitation: '没有把握的内容先不发给读者，没有读懂的部分也留着：发送 /review 逐项核实。',
  fact: (words: string) => `读到的是：${words}`,
  corrected: (words: string) => `改成：${words}`,
  fields: {
    person: (value: string) => `姓名：${value}`,
    action: (value: string) => `动作：${value}`,
    post: (value: string) => `职务：${value}`,
    organization: (value: string) => `机构：${value || '无'}`,
    date: (value: IsoDate | null) => `日期：${value ?? '无'}`,
    label: (value: string) => `事项：${value}`,
  },
  confidence: (percent: number) => `把握：${percent}%`,
  why: (reasons: readonly string[]) => `没有把握的原因：${reasons.join('；')}`,
  reasons: {
    'organization-not-in-full': '机构没有写全',
    'no-organization': '看不出是哪个机构',
    'surname-unknown': '姓氏少见，可能不是人名',
    'post-unknown': '职务的写法少见',
    'no-date': '没有印日期',
    'date-unreadable': '印的日期读不出',
    'headline-only': '只有标题这样说',
    'open-wording': '说法不明确',
    'told-in-report': '是报道里转述的',
    'day-of-text': '日期是从文章的日期推出来的',
    ocr: '文字是从图片上认出来的',
  },
  right: '正确',
  wrong: '有误',
  correct: '更正',
  skip: '跳过',
  back: '返回',
  confirm: '确认',
  done: '已处理',
  again: '从头再看',
  recorded: { right: '已记下：正确', wrong: '已记下：有误', corrected: '已记下更正' },
  answered: '这一项另一位管理员已经处理过了。',
  gone: '这一项已经不在待核实之列，请重新发送 /review。',
  nothing: '没有等着核实的内容。',
  onlySkipped: (left: Waiting) => `已经看到最后。跳过的还在等着：${waiting(left)}。`,
  correctAsk: '请发一条消息，写上改正后的内容。原文和现在读到的是：',
  correctRest: (kind: FactKind): string =>
    kind === 'act'
      ? '只写要改的几项就行，没有写的不变。例如：姓名：王芳 职务：局长 日期：2025-01-09'
      : '只写要改的就行，没有写的不变。例如：日期：2025-01-09',
  example: (line: string) => `现在是：${line}`,
  problems: {
    'no-field': '没有看懂要改什么。请写上项目和冒号，例如：职务：局长',
    'not-of-this': '这一项没有这样的内容，请只改上面列出的几项。',
    empty: '姓名和职务不能空着。如果这一项根本不对，请返回后点“有误”。',
    action: `没有看懂动作。可以写：${ACTIONS.map((action) => nameAction(action, 'zh')).join('、')}。`,
    date: '没有看懂日期。请连年份一起写，例如：日期：2025-01-09',
    label: `没有看懂事项。可以写：${KEY_DATE_LABELS.join('、')}。`,
    same: '和读到的一样，没有改动。如果读对了，请返回后点“正确”。',
  },
  confirmAsk: '改成下面这样，对吗？',
  unreadReason: (reason: string) =>
    `没有读懂的原因：${reason === 'a headline without a text' ? '只有标题，没有正文' : '读的时候出了差错'}`,
  unreadFrom: (file: string) => `文件：${file}`,
};
