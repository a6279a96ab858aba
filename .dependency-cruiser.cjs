// Holds the arrows of the architecture: main -> surfaces -> pipeline -> stages -> domain.
const stages = 'source|parse|store|match|people|compose|deliver';
const surfaces = 'bot|cli|web|sandbox';
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-circular', 'A cycle hides which way the arrow points.', {}, { circular: true }),
    rule(
      'domain-is-alone',
      'The words know nothing else.',
      { path: '^src/domain/' },
      { pathNot: '^src/domain/' },
    ),
    rule(
      'stages-know-only-domain',
      'A stage never imports another stage, a run or a surface.',
      { path: `^src/(${stages})/` },
      { path: '^src/', pathNot: '^src/(domain|$1)/' },
    ),
    rule(
      'pure-stages',
      'parse, match, people and compose touch nothing outside themselves.',
      { path: '^src/(domain|parse|match|people|compose)/' },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional'],
        pathNot:
          'node_modules/(zod|temporal-polyfill|croner|ical-generator|opencc-js|intl-messageformat|@grammyjs/parse-mode)/',
      },
    ),
    rule(
      'pipeline-below-surfaces',
      'A run is called; it calls no surface.',
      { path: '^src/pipeline/' },
      { path: `^src/(${surfaces}|main)` },
    ),
    rule(
      'surfaces-apart',
      'Surfaces stand beside each other.',
      { path: `^src/(${surfaces})/` },
      { path: `^src/(${surfaces})/`, pathNot: '^src/$1/' },
    ),
    rule(
      'one-door',
      'A module is entered through its index.ts.',
      { path: '^src/([^/]+)' },
      {
        path: '^src/([^/]+)/.+',
        pathNot: ['^src/[^/]+/index\\.ts$', '^src/$1/', '^src/pipeline/'],
      },
    ),
    rule(
      'kysely-in-store',
      'SQL lives in store.',
      { path: '^src/', pathNot: '^src/store/' },
      { path: 'node_modules/(kysely|better-sqlite3|pg)/' },
    ),
    rule(
      'telegram-in-bot-and-deliver',
      'Telegram lives in bot and deliver.',
      { path: '^src/', pathNot: '^src/(bot|deliver|sandbox)/' },
      { path: 'node_modules/(grammy|@grammyjs)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|tests/fixtures)' },
  },
};
