import pino from 'pino';
import { expect, it } from 'vitest';
import type { IngestReport } from '../src/pipeline/ingest-issue.ts';
import type { Source } from '../src/pipeline/source.ts';
import { type Missing, SourceError } from '../src/source/index.ts';
import type { Db } from '../src/store/index.ts';
import { createTelling } from '../src/telling.ts';
import { ENGLISH_ADMIN, takeTexts, withAdmins } from './support/admins.ts';
import { describeOnEachDialect } from './support/databases.ts';
import { T0 } from './support/outbox.ts';

const SITE: Source = {
  name: '县报',
  kind: 'epaper',
  address: 'https://epaper.example.cn/',
  publication: null,
  cron: '* * * * *',
  timezone: 'Asia/Shanghai',
};

const REPORT: IngestReport = {
  ...{ file: 'good.md', sha256: 'a1', publication: '今日平阳', date: '2025-01-09' },
  ...{ isDatePrinted: true, kinds: { news: 1, decision: 0, appointment: 0, notice: 0 } },
  ...{ acts: [], keyDates: 0, unread: [], added: 1, revised: 0, known: 0 },
};

async function start(db: Db) {
  const { adminIds } = await withAdmins(db, () => T0);
  const config = { adminIds, timezone: 'Asia/Shanghai' };
  const logger = pino({ enabled: false });
  const [wakeSender, onNews] = [() => undefined, () => undefined];
  return createTelling({ db, config, now: () => T0, logger, wakeSender, onNews });
}

describeOnEachDialect('admins', (open) => {
  it('are told in one message of all parts of a file that were not read, and of which file', async () => {
    const { db } = await open();
    const telling = await start(db);
    const names = Array.from({ length: 60 }, (_, at) => `part${at}.txt`);
    const refused = names.map((name) => new SourceError(name, 'empty', 'it is empty'));
    await telling.readUnseen({ reports: [REPORT], refused }, 'parts.zip');
    await telling.readUnseen({ reports: [REPORT], refused }, 'parts.zip');
    const told = await takeTexts(db, T0);
    expect(told).toHaveLength(1);
    expect(told[0]?.split('\n')).toEqual([
      '“parts.zip”里有 60 个部分没有读入，其余的已经收下：',
      ...names.slice(0, 5).map((name) => `· 文件是空的：${name}`),
      '……还有 55 处',
    ]);
  });

  it('are told once of pages of an issue that will not come', async () => {
    const { db } = await open();
    const telling = await start(db);
    const missing: Missing[] = [
      {
        address: 'https://epaper.example.cn/node_4.htm',
        fault: 'status',
        status: 404,
        reason: 'the server answers 404',
        isPassing: false,
      },
    ];
    const outcome = { kind: 'read', source: SITE, file: null, reports: [], refused: [] } as const;
    await telling.source({ ...outcome, missing });
    await telling.source({ ...outcome, missing });
    expect(await takeTexts(db, T0, ENGLISH_ADMIN)).toEqual([
      '1 page of the source “县报” did not come; the rest is kept:\n· the site gives no page (404): https://epaper.example.cn/node_4.htm\nI try again when something changes on the site.',
    ]);
  });
});
