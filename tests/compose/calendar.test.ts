import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { composeCalendar } from '../../src/compose/index.ts';
import type { PrintedDate } from '../../src/domain/index.ts';

function calendarOf(parts: Partial<PrintedDate> = {}, nth = 0): string {
  const date: PrintedDate = {
    itemId: 7,
    revision: 1,
    position: 0,
    label: '选举日',
    date: '2025-01-24',
    publication: '今日平阳',
    issueDate: '2025-01-09',
    title: '关于确定补选平阳县第十七届人民代表大会代表名额、选举日的决定',
    ...parts,
  };
  const now = new Date('2025-01-09T03:00:00Z');
  return composeCalendar({ date, nth, language: 'zh', username: 'gongbao_bot', now }).text;
}

/** Its lines, put together again where they were folded. */
function linesOf(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}

describe('a calendar file', () => {
  it('holds one whole day of the calendar', () => {
    const lines = linesOf(calendarOf());
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:7-选举日-0@gongbao_bot.t.me',
        'SEQUENCE:0',
        'DTSTART;VALUE=DATE:20250124',
        'DTEND;VALUE=DATE:20250125',
        'SUMMARY:选举日',
        'TRANSP:TRANSPARENT',
        'URL;VALUE=URI:https://t.me/gongbao_bot?start=item_7',
      ]),
    );
  });

  it.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'holds the same day on a server in %s',
    (zone) => {
      const script = `import { composeCalendar } from './src/compose/index.ts';
        const date = { itemId: 7, revision: 1, position: 0, label: '选举日', date: '2025-03-09',
          publication: '', issueDate: '2025-01-09', title: '' };
        console.log(composeCalendar({ date, nth: 0, language: 'zh', username: 'x',
          now: new Date(0) }).text);`;
      const text = execFileSync(
        process.execPath,
        ['--input-type=module-typescript', '-e', script],
        {
          env: { ...process.env, TZ: zone },
          encoding: 'utf8',
        },
      );
      expect(text).toContain('DTSTART;VALUE=DATE:20250309\r\nDTEND;VALUE=DATE:20250310');
    },
  );

  it('replaces the event it corrects, and no other', () => {
    const uid = (text: string) => /^UID:.*$/mu.exec(text)?.[0];
    const corrected = calendarOf({ revision: 2, date: '2025-01-31' });
    expect(uid(corrected)).toBe(uid(calendarOf()));
    expect(corrected).toContain('SEQUENCE:1');
    expect(uid(calendarOf({}, 1))).not.toBe(uid(calendarOf()));
    expect(uid(calendarOf({ itemId: 8 }))).not.toBe(uid(calendarOf()));
  });

  it.each(['a;b,c\\d', 'x\r\nBEGIN:VEVENT', '\u202e日', '“”<b>', '长'.repeat(2000)])(
    'takes the title %j for nothing but words',
    (title) => {
      const text = calendarOf({ title });
      expect(linesOf(text).filter((line) => line.startsWith('BEGIN:'))).toEqual([
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
      ]);
      for (const line of text.split('\r\n'))
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(text).not.toContain('\u202e');
    },
  );

  it('escapes what means something in it', () => {
    const description = linesOf(calendarOf({ title: 'a;b,c\\d' })).find((line) =>
      line.startsWith('DESCRIPTION:'),
    );
    expect(description).toContain('《a\\;b\\,c\\\\d》\\n《今日平阳》');
  });
});
