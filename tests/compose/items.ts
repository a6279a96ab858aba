import { readFileSync } from 'node:fs';
import type { Act, ItemKind, KeyDate, StoredItem } from '../../src/domain/index.ts';

/** An article with what a test says of it, and nothing else remarkable. */
export function anItem(known: Partial<StoredItem> = {}): StoredItem {
  return {
    id: 1,
    revision: 1,
    publication: '今日平阳',
    issueDate: '2025-01-09',
    kind: 'news',
    title: '县政协召开主席会议',
    subtitle: null,
    byline: null,
    issuer: null,
    number: null,
    adoptedOn: null,
    passedBy: null,
    signature: null,
    leadIn: null,
    body: '',
    span: [0, 0],
    confidence: 1,
    acts: [],
    keyDates: [],
    ...known,
  };
}

export function anAct(known: Partial<Act> = {}): Act {
  return {
    person: '张峻榕',
    action: 'appoint',
    post: '副县长',
    organization: '平阳县人民政府',
    date: '2025-01-09',
    span: [0, 0],
    confidence: 1,
    reasons: [],
    ...known,
  };
}

export function aKeyDate(known: Partial<KeyDate> = {}): KeyDate {
  return {
    label: '选举日',
    date: '2025-01-24',
    span: [0, 0],
    confidence: 1,
    reasons: [],
    ...known,
  };
}

const CONGRESS = '平阳县第十七届人民代表大会';
const COMMITTEE = '平阳县人民代表大会常务委员会';

/** The sample issue as its labels have it; the bodies are the printed words. */
export function sampleItems(): StoredItem[] {
  const [meeting, consultative, party, announcement, election, resignation] = printedArticles();
  const printed = (kind: ItemKind, id: number, body: string | undefined) => ({
    kind,
    id,
    body: body ?? '',
  });
  const adopted = { issuer: COMMITTEE, adoptedOn: '2025-01-09' };
  return [
    anItem({
      ...printed('news', 1, meeting),
      title: '县十七届人大常委会召开第二十二次会议',
      subtitle: '曾上俊主持',
      byline: '记者 李凌峰',
    }),
    anItem({
      ...printed('news', 2, consultative),
      title: '县政协召开十六届四十三次主席会议',
      subtitle: '陈栋主持',
      byline: '记者 曹文倩',
    }),
    anItem({
      ...printed('news', 3, party),
      title: '着墨党建底色 绘就共富图景',
      byline: '本报记者 赵哲璐',
    }),
    anItem({
      ...printed('appointment', 4, announcement),
      ...adopted,
      title: '平阳县第十七届人民代表大会常务委员会公告',
      number: '第77号',
      acts: [anAct(), anAct({ person: '陈国翰', action: 'remove' })],
    }),
    anItem({
      ...printed('decision', 5, election),
      ...adopted,
      title: '关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定',
      keyDates: [aKeyDate()],
    }),
    anItem({
      ...printed('decision', 6, resignation),
      ...adopted,
      title: '关于接受金宗来等辞去平阳县第十七届人民代表大会代表职务的决定',
      acts: ['金宗来', '徐顺兵', '周泳'].map((person) =>
        anAct({ person, action: 'accept-resignation', post: '代表', organization: CONGRESS }),
      ),
    }),
  ];
}

/** The paragraphs below each headline, a line broken by a column mended. */
function printedArticles(): string[] {
  const file = new URL('../../samples/pingyang-2025-01-09.md', import.meta.url);
  return readFileSync(file, 'utf8')
    .replaceAll('县人\n\n大常委会', '县人大常委会')
    .split(/^# .+$/mu)
    .map((article) =>
      article
        .split(/\n\s*\n/u)
        .map((paragraph) => paragraph.trim())
        .filter(
          (paragraph) =>
            paragraph !== '' &&
            !/^(?:曾上俊主持|陈栋主持|本报记者 .*|\(第77号\)|## 关于.*|\(2025年1月9日 .*\))$/u.test(
              paragraph,
            ),
        )
        .map((paragraph) => paragraph.replace(/^#+ /u, ''))
        .join('\n\n'),
    )
    .filter((body) => body !== '');
}
