import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paper } from '../source/crawl/paper.ts';
import { workFolder } from '../support/command-line.ts';
import { dailyPaper } from '../support/daily-paper.ts';

const PATH = '/pingyang-2025-01-09.md';

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder({ SOURCES_FILE: 'sources.yaml' });
  await writeFile(folder.path('sources.yaml'), '[]');
});
afterEach(() => folder.remove());

async function aSite() {
  const text = await readFile('samples/pingyang-2025-01-09.md', 'utf8');
  return paper((path) => (path === PATH ? text : undefined));
}

describe('gongbao ingest with an address', () => {
  it('reads what stands there, and the second time finds nothing new', async () => {
    const { origin } = await aSite();
    const first = await folder.gongbao('ingest', `${origin}${PATH}`);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('今日平阳 2025-01-09: 6 items');
    expect((await folder.gongbao('ingest', `${origin}${PATH}`)).stdout).toContain('nothing new');
  });

  it('shows nothing that is asked of the address, which may be a key, whatever comes of it', async () => {
    const text = '本报讯 2025年1月9日，水头镇召开推进会，要求把好事办好、实事办实。'.repeat(4);
    const head = '<html><head><meta charset="utf-8"><meta name="PubDate" content="2025-01-10">';
    const { origin } = await paper((path) =>
      path.startsWith('/good')
        ? `${head}</head><body><h1>水头镇推进共富</h1><p>${text}</p></body></html>`
        : '<html><body></body></html>',
    );
    const good = await folder.gongbao('ingest', `${origin}/good.html?key=SECRETKEY`);
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(good.stdout).toContain(`${origin}/good.html: `);
    const empty = await folder.gongbao('ingest', `${origin}/empty.html?key=SECRETKEY`);
    expect(empty).toMatchObject({ code: 1, stdout: '' });
    for (const { stdout, stderr } of [good, empty])
      expect(`${stdout}${stderr}`).not.toContain('SECRETKEY');
  });

  it('says in one line that it cannot read what is not there', async () => {
    const { origin } = await aSite();
    const { code, stdout, stderr } = await folder.gongbao('ingest', `${origin}/none.md`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^gongbao: .*answers 404.*\n$/);
  });

  it('names each page of an issue that did not come, with exit code 1', async () => {
    const change = (_: string, article: number | null) => (article === 2 ? undefined : 'as it is');
    const { origin } = await paper(dailyPaper('2025-01-10', change));
    const page = `${origin}/html/2025-01/10/content_2.htm`;
    const one = await folder.gongbao('ingest', `${origin}/paperindex.htm`);
    expect(one.code).toBe(1);
    expect(one.stderr).toBe(`gongbao: did not come: ${page} (the server answers 404)\n`);
    const from = ['--from', '2025-01-10', '--to', '2025-01-10'];
    const days = await folder.gongbao('ingest', `${origin}/paperindex.htm`, ...from);
    expect(days.code).toBe(1);
    expect(days.stderr).toContain(`2025-01-10: did not come: ${page}`);
  });

  it('says that an address of another protocol is wrong use', async () => {
    const { code, stdout, stderr } = await folder.gongbao('ingest', 'ftp://127.0.0.1/issue.md');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/only http:\/\/ and https:\/\/ addresses can/);
  });

  it('reads a source by its name, under its paper’s name', async () => {
    const { origin } = await aSite();
    const source = { name: '县报', kind: 'page', url: `${origin}${PATH}`, publication: '平阳县报' };
    await writeFile(folder.path('sources.yaml'), JSON.stringify([source]));
    const read = await folder.gongbao('ingest', '--source', '县报');
    expect(read.stdout).toContain('平阳县报 2025-01-09: 6 items');
    const parsed = await folder.gongbao('parse', `${origin}${PATH}`);
    expect(parsed.code).toBe(2);
    expect(parsed.stderr).toContain('«ingest» reads what stands at an address');
    const unknown = await folder.gongbao('ingest', '--source', '晚报');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('«晚报» is no source; SOURCES_FILE names 县报');
  });

  it('names all mistakes of SOURCES_FILE at once, with exit code 2', async () => {
    await writeFile(folder.path('sources.yaml'), '- {name: 甲, kind: paper, uri: x}\n');
    for (const words of [['start'], ['ingest', '--source', '甲']]) {
      const { code, stderr } = await folder.gongbao(...words);
      expect(code).toBe(2);
      expect(stderr).toContain('sources.yaml: source 1 (甲) kind is none of');
      expect(stderr).toContain('unknown key «uri»: is it url?');
    }
  });

  it.each([
    [['--from', '2025-13-01'], '«2025-13-01» is no date'],
    [['--to', '2025-01-01'], '--to needs --from'],
    [['--from', '2025-01-02', '--to', '2025-01-01'], 'is later than'],
    [['--from', '2025-01-01', 'http://127.0.0.1:9/'], 'one site'],
  ])('is told how it is right by %j', async (words, line) => {
    const { code, stderr } = await folder.gongbao('ingest', 'http://127.0.0.1:9/', ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(line);
  });
});

describe('gongbao ingest --from', () => {
  it('reads the days of a site, says what came, and goes on where it was', async () => {
    const { origin } = await paper(dailyPaper('2025-01-10'));
    const words = ['ingest', `${origin}/paperindex.htm`, '--from', '2025-01-08', '--to'];
    const first = await folder.gongbao(...words, '2025-01-09');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^2025-01-09: .+ 2 new\n2025-01-08: .+ 2 new\n2 issues read/u);
    const more = await folder.gongbao(...words, '2025-01-11');
    expect(more.stdout).toMatch(/^2025-01-10: .+\n1 issue read, 2 items new; 1 day without/u);
  });

  it('asked to stop, ends after the issue under way and says how to go on', async () => {
    let interrupt = (): unknown => undefined;
    const site = dailyPaper('2025-01-10', (date) => {
      if (date === '2025-01-09') interrupt();
      return 'as it is';
    });
    const { origin } = await paper(site);
    const words = [
      'ingest',
      `${origin}/paperindex.htm`,
      '--from',
      '2025-01-07',
      '--to',
      '2025-01-10',
    ];
    const { child, ended } = folder.begin(...words);
    interrupt = () => {
      interrupt = () => undefined;
      child.kill('SIGINT');
    };
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/^2025-01-10: .+\n2025-01-09: .+ 2 new\n2 issues read/u);
    expect(stderr).toContain('the same command goes on where it was');
    const rest = await folder.gongbao(...words);
    expect(rest.stdout).toMatch(/^2025-01-08: .+\n2025-01-07: .+ 2 new\n2 issues read/u);
  });

  it('stops when the site fails day after day, and says how to go on', async () => {
    const { origin } = await paper(dailyPaper('2025-01-10', () => ({ status: 403 })));
    const words = ['ingest', `${origin}/paperindex.htm`, '--from', '2024-01-01', '--to'];
    const { code, stderr } = await folder.gongbao(...words, '2025-01-10');
    expect(code).toBe(1);
    expect(stderr.match(/answers 403/gu)).toHaveLength(3);
    expect(stderr).toContain('the same command goes on where it was');
  });
});
