import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { loadSources, readSources } from '../src/sources-file.ts';

const OPTIONS = { file: 'sources.yaml', timezone: 'Asia/Shanghai' };

function problemsOf(text: string): readonly string[] {
  try {
    readSources(text, OPTIONS);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('SOURCES_FILE', () => {
  it('is read as the example shows it', async () => {
    const sources = readSources(await readFile('sources.example.yaml', 'utf8'), OPTIONS);
    expect(sources.map(({ kind }) => kind)).toEqual(['epaper', 'feed', 'page', 'folder']);
    expect(sources[0]).toEqual({
      name: '今日平阳',
      kind: 'epaper',
      address: 'https://epaper.example.cn/jrpy/paperindex.htm',
      publication: '今日平阳',
      cron: '*/20 5-10 * * 1-6',
      timezone: 'Asia/Shanghai',
    });
  });

  it('needs a name, a kind and a place; the rest has defaults', () => {
    const text = 'sources:\n  - {name: 文件, kind: folder, path: /srv/issues}\n';
    expect(readSources(text, { ...OPTIONS, timezone: 'Asia/Urumqi' })).toEqual([
      {
        name: '文件',
        kind: 'folder',
        address: '/srv/issues',
        publication: null,
        cron: '* * * * *',
        timezone: 'Asia/Urumqi',
      },
    ]);
  });

  it.each(['', '# nothing yet\n', 'sources:\n'])('may be empty: %j', (text) => {
    expect(readSources(text, OPTIONS)).toEqual([]);
  });

  it('names all that is wrong at once, with the key that was meant', () => {
    const text = `
- name: 甲
  kind: paper
  url: ftp://example.cn/
  cronn: '0 8 * * *'
- kind: epaper
  cron: every day
  timezone: Mars
- name: 甲
  kind: feed
  url: https://example.cn/rss
  path: /srv
  publication: ''
- just words
- {name: 乙, kind: feed, url: 'https://me:SECRET@example.cn/rss'}
`;
    expect(problemsOf(text)).toEqual([
      'sources.yaml: source 1 (甲) kind is none of epaper, feed, page, folder',
      'sources.yaml: source 1 (甲) has the unknown key «cronn»: is it cron?',
      'sources.yaml: source 1 (甲) url is not an http(s) address',
      'sources.yaml: source 2 name is missing or not a text',
      'sources.yaml: source 2 cron is not a cron expression of five fields, such as */20 4-12 * * *',
      'sources.yaml: source 2 timezone is not a time zone, such as Asia/Shanghai',
      'sources.yaml: source 2 url is missing',
      'sources.yaml: source 3 (甲) publication is empty',
      'sources.yaml: source 3 (甲) has url and path: one of them',
      'sources.yaml: source 4 is no entry: name: …, kind: …, url: …',
      'sources.yaml: source 5 (乙) url carries a user name or a password, which is not supported',
      'sources.yaml: source 3 (甲) has the name of source 1',
    ]);
  });

  it.each([
    ['- name: [', /^sources\.yaml is not YAML: .+$/u],
    ['sources: 3', /^sources\.yaml is not a list of sources: .+$/u],
    ['name: 甲', /^sources\.yaml is not a list of sources: .+$/u],
  ])('that is no such list is told in one line: %j', (text, line) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });

  it('that is not there is told by name', async () => {
    const config = readConfig({ SOURCES_FILE: '/nowhere/sources.yaml' });
    await expect(loadSources(config)).rejects.toThrow(
      'SOURCES_FILE names /nowhere/sources.yaml, which is not there',
    );
  });

  it('gives sources or a list of problems, whatever is in it', () => {
    const key = fc.constantFrom('name', 'kind', 'url', 'path', 'cron', 'timezone', 'publication');
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('epaper', 'https://a.cn/', '0 8 * * *'));
    const entries = fc.array(fc.oneof(fc.dictionary(key, value), fc.jsonValue()));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          entries.map((list) => JSON.stringify(list)),
        ),
        (text) => {
          for (const problem of problemsOf(text)) expect(problem).toMatch(/^sources\.yaml[: ]/u);
        },
      ),
    );
  });
});
