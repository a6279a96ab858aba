import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evalFolder } from '../../src/cli/eval.ts';
import { parseFiles } from '../../src/cli/parse.ts';
import {
  compareDocument,
  type Gold,
  ratesOf,
  scoreAction,
  scoreDocument,
} from '../../src/cli/score.ts';
import { parseIssue } from '../../src/parse/index.ts';

const CORPUS = join(import.meta.dirname, '../fixtures/corpus');
const emptyFolder = () => mkdtemp(join(tmpdir(), 'gongbao-'));

function recorder() {
  const printed: string[] = [];
  const failed: string[] = [];
  return {
    printed,
    failed,
    print: (line: string) => void printed.push(line),
    fail: (line: string) => void failed.push(line),
  };
}

describe('eval', () => {
  it('prints the rates of each layer and each action', async () => {
    const out = recorder();
    expect(await evalFolder(CORPUS, out)).toBe(0);
    expect(out.failed).toEqual([]);
    const row = (name: string) => out.printed.find((line) => line.trim().startsWith(name)) ?? '';
    expect(out.printed[0]).toMatch(/^20 texts/u);
    expect(row('appointments')).toMatch(/1\.000 +1\.000 +1\.000 +122 +122$/u);
    expect(row('terminate')).toMatch(/1\.000 +1\.000 +1\.000 +1 +1$/u);
    expect(row('approve-removal')).toMatch(/– +– +– +0 +0$/u);
  });

  it('fails in one line where nothing is labelled', async () => {
    const out = recorder();
    expect(await evalFolder(await emptyFolder(), out)).toBe(1);
    expect(await evalFolder('/no/such/folder', out)).toBe(1);
    expect(out.failed).toHaveLength(2);
  });

  it('fails in one line on labels of another form', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, '1.txt'), '任命王芳为副县长。');
    await writeFile(join(folder, '1.json'), '{"appointments": 3}');
    const out = recorder();
    expect(await evalFolder(folder, out)).toBe(1);
    expect(out.failed).toEqual([expect.stringContaining('1.json')]);
  });

  it('counts a text that cannot be read as one from which nothing was read', async () => {
    const folder = await emptyFolder();
    await cp(join(CORPUS, '043.json'), join(folder, '043.json'));
    await writeFile(join(folder, '043.txt'), '');
    const out = recorder();
    expect(await evalFolder(folder, out)).toBe(0);
    expect(out.printed.join('\n')).toMatch(
      /it is empty[\s\S]*appointments +– +0\.000 +0\.000 +5 +0/u,
    );
  });
});

describe('scoring', () => {
  const act = {
    person: '王芳',
    action: 'appoint',
    post: '副县长',
    organization: '平阳县人民政府',
    date: null,
  } as const;
  const gold: Gold = {
    kind: 'news',
    appointments: [act, { ...act, person: '李明' }],
    decisions: [],
    keyDates: [],
    items: null,
  };
  const found = parseIssue({
    name: 'x.txt',
    carrier: 'text',
    text: '平阳县人大常委会召开会议\n本报讯 平阳县第十七届人大常委会召开会议，决定任命王芳、张三丰为平阳县人民政府副县长。',
  });

  it('counts a record only if all of it is alike', () => {
    const score = scoreDocument(gold, found).get('appointments');
    expect(score).toEqual({ wanted: 2, given: 2, hits: 1 });
    expect(scoreAction(gold, found, 'elect')).toEqual({ wanted: 0, given: 0, hits: 0 });
    expect(score && ratesOf(score)).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('says what was missed and what was made up', () => {
    const [acts] = compareDocument(gold, found);
    expect(acts?.missed).toEqual(['李明 | appoint | 副县长 | 平阳县人民政府 | ']);
    expect(acts?.extra).toEqual(['张三丰 | appoint | 副县长 | 平阳县人民政府 | ']);
  });
});

describe('parse', () => {
  const options = (out: ReturnType<typeof recorder>, json: boolean) => ({
    ...out,
    json,
    publication: '今日平阳',
  });
  const sample = join(CORPUS, 'pingyang-2025-01-09.md');

  it('prints one JSON object a document, one a line', async () => {
    const out = recorder();
    expect(await parseFiles([sample, join(CORPUS, '043.txt')], options(out, true))).toBe(0);
    const [issue, other] = out.printed.map((line) => JSON.parse(line));
    expect(issue).toMatchObject({
      file: sample,
      publication: '今日平阳',
      date: '2025-01-09',
      unread: [],
    });
    expect(issue.items).toHaveLength(6);
    expect(issue.items[3].appointments[0]).toMatchObject({ person: '张峻榕', action: 'appoint' });
    expect(other.items[0].number).toBe('第31号');
  });

  it('shows a person what was read', async () => {
    const out = recorder();
    await parseFiles([sample], options(out, false));
    expect(out.printed[0]).toContain('2025-01-09, 6 items');
    expect(out.printed.join('\n')).toContain('appoint: 张峻榕, 平阳县人民政府 副县长, 2025-01-09');
  });

  it('goes on after a file it cannot read, and says so', async () => {
    const out = recorder();
    const folder = await emptyFolder();
    const dots = join(folder, 'dots.txt');
    await mkdir(join(folder, 'sub'));
    await writeFile(dots, '〇');
    expect(
      await parseFiles(
        [join(folder, 'missing.md'), join(folder, 'sub'), dots, sample],
        options(out, true),
      ),
    ).toBe(1);
    expect(out.failed).toEqual([
      expect.stringContaining('there is no such file'),
      expect.stringContaining('it is a folder'),
      expect.stringContaining('dots.txt'),
    ]);
    expect(out.printed).toHaveLength(1);
  });
});
