import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { rankLines } from '../../../src/source/docx/headings.ts';
import { readDocx } from '../../../src/source/docx/index.ts';
import type { Line } from '../../../src/source/docx/lines.ts';
import { readDocuments, SourceError } from '../../../src/source/index.ts';
import { parseText, SAMPLE, saidBy } from '../../parse/expected.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import {
  docx,
  docxOf,
  type Paragraph,
  paragraphXml,
  tableXml,
  withCentredTitles,
  withHeadingStyles,
} from '../../support/docx.ts';

const NAME = 'pingyang-2025-01-09.docx';
const markdown = saidBy(parseText('pingyang-2025-01-09.md', SAMPLE));
const read = (bytes: Uint8Array) => readDocx({ name: NAME, bytes });
const textOf = async (...paragraphs: readonly Paragraph[]) => (await read(docxOf(paragraphs))).text;
const marksOf = async (...paragraphs: readonly Paragraph[]) => {
  const { text, marks } = await read(docxOf(paragraphs));
  return marks?.map(({ span, role }) => [role, text.slice(...span)]);
};
const BODY = '昨天上午，水头镇召开共富工坊建设推进会。会议要求，各村要把好事办好、实事办实。';

describe('the sample issue in Word', () => {
  it.each([
    ['with heading styles', withHeadingStyles(SAMPLE)],
    ['with nothing but centred, bold and right-aligned lines', withCentredTitles(SAMPLE)],
  ])('%s says the same as in markdown', async (_, bytes) => {
    const raw = await read(bytes);
    expect(raw).toMatchObject({ carrier: 'docx', name: NAME });
    expect(saidBy(parseIssue(raw))).toEqual(markdown);
  });
});

describe('a Word document', () => {
  it('has its headings by style, a style of its own among them', async () => {
    expect(
      await textOf(
        { text: '水头镇推进共富', style: '1' },
        { text: BODY },
        { text: '一个小标题', style: '2' },
        { text: BODY },
      ),
    ).toBe(`# 水头镇推进共富\n\n${BODY}\n\n## 一个小标题\n\n${BODY}\n`);
    expect(await textOf({ text: '水头镇推进共富', style: 'b1' }, { text: BODY })).toBe(
      `# 水头镇推进共富\n\n${BODY}\n`,
    );
  });

  it("has the paper's name above it, which is no article", async () => {
    const masthead = [
      { text: '今日平阳', align: 'center', size: 36 },
      { text: '2025年1月10日 星期五 第1234期', align: 'center' },
    ] as const;
    for (const headline of [
      { text: '水头镇推进共富', style: '1' },
      { text: '水头镇推进共富', align: 'center', isBold: true },
    ] as const) {
      const raw = await read(docxOf([...masthead, headline, { text: BODY }]));
      expect(raw.text.match(/^# .*/gmu)).toEqual(['# 水头镇推进共富']);
      const issue = parseIssue(raw);
      expect([issue.publication, issue.date, issue.number]).toEqual([
        '今日平阳',
        '2025-01-10',
        '第1234期',
      ]);
      expect(issue.items.map(({ title }) => title)).toEqual(['水头镇推进共富']);
    }
  });

  it('has a day under its headline, which makes no masthead of it', async () => {
    const text = await textOf(
      { text: '关于某事的通知', align: 'center', isBold: true },
      { text: '2025年1月9日', align: 'center' },
      { text: '（第7号）', align: 'center' },
      { text: BODY },
    );
    expect(text).toBe(`# 关于某事的通知\n\n2025年1月9日\n\n（第7号）\n\n${BODY}\n`);
  });

  it('tells the line above a headline, and the one below it, by their size', async () => {
    expect(
      await marksOf(
        { text: '今日平阳', align: 'center', isBold: true, size: 36 },
        { text: '聚焦共富', align: 'center', size: 14 },
        { text: '水头镇推进共富', align: 'center', isBold: true, size: 22 },
        { text: '三年建成三十家', align: 'center', size: 14 },
        { text: BODY },
      ),
    ).toEqual([
      ['lead-in', '# 聚焦共富'],
      ['title', '# 水头镇推进共富'],
    ]);
  });

  it('keeps the words under a picture apart from the article', async () => {
    expect(
      await marksOf(
        { text: '水头镇推进共富', style: '1' },
        { text: '工坊一角（李凌峰 摄）', style: 'a5' },
        { text: BODY },
      ),
    ).toEqual([['caption', '工坊一角（李凌峰 摄）']]);
  });

  it('with pictures and links in it is read, and what stands under a picture is its caption', async () => {
    const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const link = `<w:p><w:hyperlink r:id="rId8"><w:r><w:t>${BODY}</w:t></w:r></w:hyperlink></w:p>`;
    const relation = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
    const { text, marks } = await read(
      docx(
        paragraphXml({ text: '水头镇推进共富', align: 'center', isBold: true }) +
          picture +
          paragraphXml({ text: '共富工坊一角', align: 'center' }) +
          link,
        {
          'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rId9', 'image', 'media/a.png')}${relation('rId8', 'hyperlink', 'file:///etc/passwd')}</Relationships>`,
        },
      ),
    );
    expect(text).toBe(`# 水头镇推进共富\n\n共富工坊一角\n\n${BODY}\n`);
    expect(marks?.map(({ span, role }) => [role, text.slice(...span)])).toEqual([
      ['caption', '共富工坊一角'],
    ]);
  });

  it('has a signature and a date on lines of their own, which are no headline', async () => {
    const text = await textOf(
      { text: '关于某事的通知', align: 'center', isBold: true },
      { text: BODY },
      { text: '平阳县人民政府', align: 'right' },
      { text: '2025年1月9日', align: 'right' },
      { text: '关于另一事的通知', align: 'center', isBold: true },
      { text: BODY },
    );
    expect(text).toContain(`${BODY}\n\n平阳县人民政府\n\n2025年1月9日\n\n# 关于另一事的通知`);
  });

  it('has a row of a table on a line, and what a cell spans in every row', async () => {
    const table = tableXml([
      ['姓名', '任命职务'],
      ['江一帆', '临溪县教育局局长'],
      ['沈　括', '临溪县水利局局长'],
    ]);
    const { text } = await read(
      docx(
        paragraphXml({ text: '临溪县人民代表大会常务委员会任免名单', style: '1' }) +
          paragraphXml({ text: '（2024年4月26日临溪县第十六届人民代表大会常务委员会通过）' }) +
          table,
      ),
    );
    expect(text).toContain(
      '| 姓名 | 任命职务 |\n| 江一帆 | 临溪县教育局局长 |\n| 沈 括 | 临溪县水利局局长 |\n',
    );
    const [item] = parseIssue({ name: NAME, carrier: 'docx', text }).items;
    expect(item?.acts.map(({ person, post }) => [person, post])).toEqual([
      ['江一帆', '局长'],
      ['沈括', '局长'],
    ]);
  });

  it('set in columns by a table is read column by column', async () => {
    const cell = (text: string) =>
      `<w:tc>${paragraphXml({ text: '一篇文章', style: '1' })}${paragraphXml({ text })}</w:tc>`;
    const { text } = await read(
      docx(`<w:tbl><w:tr>${cell(BODY.repeat(6))}${cell('第二栏')}</w:tr></w:tbl>`),
    );
    expect(text).toBe(`# 一篇文章\n\n${BODY.repeat(6)}\n\n# 一篇文章\n\n第二栏\n`);
  });

  it('has the numbers in it that Word counts itself', async () => {
    const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
      <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`;
    const counted = (list: number, level: number, text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const { text } = await read(
      docx(
        counted(1, 0, '总则') +
          counted(1, 1, '甲') +
          counted(1, 1, '乙') +
          counted(2, 0, '点') +
          counted(1, 0, '附则') +
          counted(1, 1, '丙') +
          counted(0, 0, '无'),
        { 'word/numbering.xml': numbering },
      ),
    );
    expect(text.trim().split('\n\n')).toEqual([
      '一、总则',
      '（1）甲',
      '（2）乙',
      '点',
      '二、附则',
      '（1）丙',
      '无',
    ]);
  });

  it('gives no words that are deleted, noted below or printed on every page', async () => {
    const { text } = await read(
      docx(
        `<w:p><w:r><w:t>平阳</w:t></w:r><w:del><w:r><w:delText>县</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>公报</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`,
        {
          'word/footnotes.xml':
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>',
        },
      ),
    );
    expect(text).toBe('平阳公报\n');
  });

  it('has no headline by its weight alone, which section heads have too', async () => {
    expect(
      await textOf(
        { text: '水头镇推进共富', isBold: true },
        { text: BODY },
        { text: '一个小标题', isBold: true },
        { text: BODY },
      ),
    ).toBe(`水头镇推进共富\n\n${BODY}\n\n一个小标题\n\n${BODY}\n`);
    expect(
      await textOf(
        { text: '水头镇推进共富', isBold: true, align: 'center' },
        { text: BODY },
        { text: '一个小标题', isBold: true },
        { text: BODY },
      ),
    ).toBe(`# 水头镇推进共富\n\n${BODY}\n\n## 一个小标题\n\n${BODY}\n`);
  });

  it('that writes a number sign at the beginning of a line gets no headline by it', async () => {
    expect(await textOf({ text: '# 平阳' }, { text: BODY })).toBe(`平阳\n\n${BODY}\n`);
  });
});

const refusal = async (bytes: Uint8Array) => {
  const error = await readDocuments({ name: NAME, bytes }).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(SourceError);
  return error instanceof SourceError ? `${error.fault}: ${error.message}` : '';
};
const whole = withHeadingStyles(SAMPLE);
const DOCUMENT = 'word/document.xml';
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const spell = (text: string) => Buffer.from(text, 'utf16le');
const ole = (name: string) =>
  Uint8Array.from([...OLE, ...Array<number>(600).fill(0), ...spell(name)]);

describe('a Word document that cannot be read is refused in one line', () => {
  it.each([
    ['cut short', whole.subarray(0, whole.length - 200), /^damaged: /u],
    ['without its text', docx('', { [DOCUMENT]: '' }), /^(?:damaged|empty): /u],
    ['with broken markup', docx('<w:p><w:r>'), /^(?:damaged|empty): /u],
    ['locked with a password', ole('EncryptedPackage'), /^locked: .*password/u],
    ['of the kind before 2007', ole('WordDocument'), /^outdated: .*saved as DOCX/u],
    ['with nothing in it', docx(''), /^empty: /u],
    ['in English', docxOf([{ text: 'Nothing in Chinese here.' }]), /^foreign: /u],
    [
      'that wants entities expanded',
      docx('', {
        [DOCUMENT]: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      }),
      /^damaged: .*entities/u,
    ],
    [
      'with comments that never end',
      docx('<!--'.repeat(20_000) + noise(20_000)),
      /^damaged: .*breaks off/u,
    ],
    ['that unpacks without end', docx(' '.repeat(30_000_000)), /^long: /u],
    ['with more text than an issue', docx(noise(11_000_000)), /^long: .*more text/u],
    [
      'nested deeper than anything can follow',
      docx('<w:ins>'.repeat(200_000) + noise(200_000)),
      /^(?:damaged|empty): /u,
    ],
  ])('%s', async (_, bytes, reason) => {
    expect(await refusal(bytes)).toMatch(reason);
  });

  it('whichever byte of it is changed: an issue or one refusal', async () => {
    const small = docxOf([{ text: '平阳县公告', style: '1' }, { text: BODY }]);
    for (let at = 0; at < small.length; at += 7) {
      const spoilt = Uint8Array.from(small);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0x55;
      const found = await readDocuments({ name: NAME, bytes: spoilt }).catch((error: unknown) => {
        expect(error).toBeInstanceOf(SourceError);
      });
      if (found) expect(found.documents.length + found.refused.length).toBeGreaterThan(0);
    }
  });

  it('or read in linear time, whatever is centred in it', async () => {
    const lines = Array.from({ length: 100_000 }, (_, at) =>
      lineOf(`平阳县第${at}次会议`, at % 2 === 0),
    );
    const spent = await cpuTime(() => {
      expect(rankLines(lines).filter(({ level }) => level === 1)).toHaveLength(50_000);
    });
    expect(spent).toBeLessThan(5_000);
  });

  it('a workbook, and an archive that only looks like Word', async () => {
    const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
    expect(await refusal(zipSync({ '[Content_Types].xml': Buffer.from(types) }))).toMatch(
      /^binary: .*an office file/u,
    );
  });
});

const lineOf = (text: string, isHeadline: boolean): Line => ({
  text,
  alignment: isHeadline ? 'center' : 'left',
  size: 10.5,
  isBold: isHeadline,
  rank: null,
  role: null,
  isApart: true,
  isTable: false,
  isUnderPicture: false,
});

/** Text that does not pack well. */
function noise(length: number): string {
  let seed = 1;
  let text = '';
  while (text.length < length) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += seed.toString(36);
  }
  return text;
}
