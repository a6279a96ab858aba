import { describe, expect, it } from 'vitest';
import { composeItem } from '../../src/compose/index.ts';
import type { Message } from '../../src/domain/index.ts';
import { aKeyDate, anAct, anItem, sampleItems } from './items.ts';
import { expectSendable, letters, richText, wholeText } from './limits.ts';

const classic = { language: 'zh', style: 'classic' } as const;

describe('composeItem', () => {
  it('gives the announcement of the sample whole, with what was read from it', () => {
    const [, , , announcement = anItem()] = sampleItems();
    expect(textOf(composeItem({ item: announcement, ...classic }))).toBe(`\
平阳县第十七届人民代表大会常务委员会公告
平阳县人民代表大会常务委员会 · 第77号 · 2025年1月9日

平阳县第十七届人民代表大会常务委员会第二十二次会议通过，决定任命：
张峻榕为平阳县人民政府副县长。

决定免去：
陈国翰的平阳县人民政府副县长职务。

平阳县人民代表大会常务委员会
2025年1月9日

本文要点
• 任命张峻榕为平阳县人民政府副县长（2025年1月9日）
• 免去陈国翰的平阳县人民政府副县长职务（2025年1月9日）

来源：今日平阳，2025年1月9日（星期四）`);
  });

  it('gives a report with its subtitle and its reporter, framed in English', () => {
    const item = anItem({
      title: '春运今日开始',
      subtitle: '陈栋主持',
      byline: '记者 曹文倩',
      body: '第一段。\n\n第二段。',
      keyDates: [aKeyDate({ label: '召开日期' })],
    });
    expect(textOf(composeItem({ item, language: 'en', style: 'classic' }))).toBe(`\
春运今日开始
陈栋主持
记者 曹文倩

第一段。

第二段。

In brief
Meeting opens: Friday, 24 January 2025

Source: 今日平阳, Thursday, 9 January 2025`);
  });

  it('as a rich message says the same in blocks', () => {
    const [, , , announcement = anItem()] = sampleItems();
    const [message] = composeItem({ item: announcement, language: 'zh', style: 'rich' });
    if (message?.style !== 'rich') throw new Error('not rich');
    expectSendable(message);
    expect(message.blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
      'heading',
      'table',
      'footer',
    ]);
    expect(message.fallback).toEqual(composeItem({ item: announcement, ...classic }));
  });

  it.each([
    [
      'of many paragraphs',
      Array.from({ length: 2000 }, (_, n) => `第${n}段，说了一句话。`).join('\n\n'),
    ],
    ['of one endless paragraph', '全县上下坚定不移，继续努力。'.repeat(4000)],
    ['without any seam', '字'.repeat(50_000)],
  ])('loses no word of a body %s, in either style', (_, body) => {
    const item = anItem({ title: '长文', body });
    const parts = composeItem({ item, ...classic });
    expect(letters(textOf(parts))).toContain(letters(body));
    const rich = composeItem({ item, language: 'zh', style: 'rich' });
    expect(letters(rich.map(blocksText).join(''))).toContain(letters(body));
    expect(letters(wholeText(rich.flatMap(fallbackOf)))).toBe(letters(textOf(parts)));
    for (const message of rich) expectSendable(message);
  });

  it('has no heading over facts that are not there, nor over doubtful ones', () => {
    const item = anItem({ body: '正文。', acts: [anAct({ confidence: 0.2 })] });
    expect(textOf(composeItem({ item, ...classic }))).not.toContain('本文要点');
  });
});

function fallbackOf(message: Message) {
  return message.style === 'rich' ? message.fallback : [];
}

function blocksText(message: Message): string {
  if (message.style !== 'rich') return '';
  return richText(message.blocks).replace(/\n\(\d+\/\d+\)$/u, '');
}

function textOf(messages: readonly Message[]): string {
  for (const message of messages) expectSendable(message);
  return wholeText(messages.filter((message) => message.style === 'classic'));
}
