import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accuracyPage } from '../../src/cli/accuracy.ts';
import { evalFolder } from '../../src/cli/eval.ts';
import { readLabelled } from '../../src/cli/labels.ts';
import { calibrationErrorOf, reliability } from '../../src/cli/measure.ts';
import { parseFiles } from '../../src/cli/parse.ts';
import {
  compareDocument,
  type Gold,
  judgeFacts,
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

  it('reads every carrier, and tells the acts of each apart', async () => {
    const folder = await emptyFolder();
    await cp(join(CORPUS, '043.json'), join(folder, '043.json'));
    await cp(join(CORPUS, '043.txt'), join(folder, '043.txt'));
    await cp(join(CORPUS, 'pingyang-2025-01-09.json'), join(folder, 'pingyang-2025-01-09.json'));
    await cp(join(CORPUS, 'pingyang-2025-01-09.md'), join(folder, 'pingyang-2025-01-09.md'));
    const out = recorder();
    expect(await evalFolder(folder, out)).toBe(0);
    expect(out.printed.join('\n')).toMatch(
      /acts by carrier\n +markdown \(1\) .* 5 +5\n +text \(1\) .* 5 +5\n/u,
    );
  });

  it('prints how far confidence can be believed, and which kinds are taken for which', async () => {
    const out = recorder();
    await evalFolder(CORPUS, out);
    const text = out.printed.join('\n');
    expect(text).toMatch(/expected calibration error 0\.\d{3}/u);
    expect(text).toMatch(/told as facts: \d+, of which right [01]\.\d{3}/u);
    expect(text).toMatch(/kinds of \d+ articles +decision +appointment +notice +news +not found/u);
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

describe('labels that know only some facts of a text', () => {
  const act = (person: string) =>
    ({
      person,
      action: 'appoint',
      post: '副县长',
      organization: '平阳县人民政府',
      date: null,
    }) as const;
  const found = parseIssue({
    name: 'x.txt',
    carrier: 'text',
    text: '平阳县人大常委会召开会议\n本报讯 平阳县第十七届人大常委会召开会议，决定任命王芳、李明、张三丰为平阳县人民政府副县长。',
  });
  const partial: Gold = {
    kind: 'news',
    appointments: [act('王芳'), act('赵四')],
    decisions: [],
    keyDates: [],
    items: null,
    partial: true,
    rejected: [act('李明')],
  };

  it('count the listed for recall, and only listed and rejected ones for precision', () => {
    expect(scoreDocument(partial, found).get('appointments')).toEqual({
      wanted: 2,
      given: 2,
      hits: 1,
    });
    expect(scoreAction(partial, found, 'appoint')).toEqual({ wanted: 2, given: 2, hits: 1 });
    expect(judgeFacts(partial, found).map(({ isRight }) => isRight)).toEqual([true, false]);
  });

  it('say nothing of decisions and articles', () => {
    expect([...scoreDocument(partial, found).keys()]).toEqual([
      'appointments',
      'people',
      'keyDates',
    ]);
  });
});

describe('calibration', () => {
  const facts = (confidence: number, right: number, wrong: number) =>
    Array.from({ length: right + wrong }, (_, at) => ({ confidence, isRight: at < right }));

  it('is without error where confidence is the share right', () => {
    expect(calibrationErrorOf([...facts(0.5, 5, 5), ...facts(1, 4, 0)])).toBeCloseTo(0);
  });

  it('weighs how far off it is by how many facts it concerns', () => {
    // 10 facts believed at 0.9 of which half are right, 30 believed fully and all right.
    const judged = [...facts(0.9, 5, 5), ...facts(1, 30, 0)];
    expect(calibrationErrorOf(judged)).toBeCloseTo(0.4 * (10 / 40));
    expect(calibrationErrorOf([])).toBeNull();
  });

  it('puts every fact into one bin, the surest too', () => {
    const bins = reliability([...facts(0, 1, 0), ...facts(0.8, 2, 1), ...facts(1, 1, 0)]);
    expect(bins.map(({ facts: all, right }) => [all, right])).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
      [3, 2],
      [0, 0],
      [1, 1],
    ]);
  });
});

describe('the page of figures', () => {
  it('is the same for the same texts, and keeps seen and unseen ones apart', async () => {
    const texts = await readLabelled(CORPUS);
    const folders = {
      development: [{ path: 'seen', about: 'learned from', texts }],
      test: [{ path: 'unseen', about: 'never looked at', texts: [] }],
    };
    const page = accuracyPage(folders);
    expect(page).toBe(accuracyPage(folders));
    expect(page).toContain('`unseen`: never looked at. None yet.');
    expect(page).toContain('there are no test texts');
    expect(page).toMatch(/## Development texts[\s\S]*\| appointments \| 1\.000 \|/u);
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
