import { createHash } from 'node:crypto';
import type { Act, Carrier, Item, KeyDate, ParsedIssue } from '../../src/domain/index.ts';
import type { NewIssue } from '../../src/store/index.ts';

/** A news item; every part of it can be another. */
export function anItem(parts: Partial<Item> = {}): Item {
  return {
    kind: 'news',
    title: '水头镇召开共富工坊建设推进会',
    subtitle: null,
    byline: '本报记者 赵哲璐',
    issuer: null,
    number: null,
    adoptedOn: null,
    passedBy: null,
    signature: null,
    leadIn: null,
    body: '昨天上午，水头镇召开共富工坊建设推进会。\n\n会议要求，各村要把好事办好、实事办实。',
    span: [0, 60],
    confidence: 0.95,
    acts: [],
    keyDates: [],
    ...parts,
  };
}

export function aDecision(parts: Partial<Item> = {}): Item {
  return anItem({
    kind: 'decision',
    title: '关于召开县第十七届人民代表大会第四次会议的决定',
    issuer: '平阳县人民代表大会常务委员会',
    number: '第77号',
    adoptedOn: '2025-01-08',
    byline: null,
    body: '平阳县第十七届人民代表大会第四次会议定于2025年2月11日召开。',
    ...parts,
  });
}

export function anAppointment(parts: Partial<Item> = {}): Item {
  return anItem({
    kind: 'appointment',
    title: '平阳县人民代表大会常务委员会任免名单',
    issuer: '平阳县人民代表大会常务委员会',
    byline: null,
    body: '任命王芳为平阳县民政局局长。',
    acts: [anAct()],
    ...parts,
  });
}

export function anAct(parts: Partial<Act> = {}): Act {
  return {
    person: '王芳',
    action: 'appoint',
    post: '局长',
    organization: '平阳县民政局',
    date: '2025-01-08',
    span: [0, 14],
    confidence: 0.97,
    reasons: [],
    ...parts,
  };
}

export function aKeyDate(parts: Partial<KeyDate> = {}): KeyDate {
  return {
    label: '召开日期',
    date: '2025-02-11',
    span: [20, 30],
    confidence: 0.99,
    reasons: [],
    ...parts,
  };
}

function anIssue(parts: Partial<ParsedIssue> = {}): ParsedIssue {
  return {
    publication: '今日平阳',
    date: '2025-01-09',
    number: null,
    items: [anItem()],
    unread: [],
    ...parts,
  };
}

/** What `saveIssue` takes. The document's bytes are its text: another text is another document. */
export function anIngest({
  text = 'the bytes of 今日平阳, 9 January 2025',
  date = '2025-01-09',
  publication = '今日平阳',
  carrier = 'markdown',
  now = new Date('2025-01-09T00:00:00Z'),
  ...parts
}: Partial<ParsedIssue> & {
  readonly text?: string;
  readonly publication?: string;
  readonly carrier?: Carrier;
  readonly now?: Date;
} = {}): NewIssue {
  const bytes = Buffer.from(text);
  return {
    document: {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name: `${publication}-${date}.md`,
      mediaType: 'text/markdown',
      carrier,
      bytes,
      text,
    },
    publication: { name: publication, region: null, timezone: 'Asia/Shanghai' },
    issue: anIssue({ ...parts, publication, date }),
    date: date ?? '2025-01-09',
    now,
  };
}
