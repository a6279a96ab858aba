import { createHash } from 'node:crypto';
import { Composer } from 'grammy';
import { z } from 'zod';
import { cap } from '../../../compose/index.ts';
import {
  cutAnchors,
  ITEM_KINDS,
  LONGEST_URGENT_WORD,
  MOST_URGENT_WORDS,
  normalise,
  type UrgentRule,
} from '../../../domain/index.ts';
import { urgentWord } from '../../../match/index.ts';
import { readUrgentRule, recentTitles, saveUrgentRule } from '../../../store/index.ts';
import { answer, plain, type Rows, say, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import type { BotDeps } from '../../deps.ts';
import { buttonKind, onPress } from '../../press.ts';
import { wordsFrom } from '../../quoted-words.ts';
import { chatIdOf } from '../../subscription.ts';

type Deps = Pick<BotDeps, 'db' | 'now'>;

/** They say the state they lead to, so that pressing twice changes nothing more. */
const stateButton = buttonKind('urgent-state', z.tuple([z.enum(['on', 'off'])]));
const kindButton = buttonKind('urgent-kind', z.tuple([z.enum(ITEM_KINDS), z.enum(['on', 'off'])]));
/** A word by its mark: its place in the list may be another's by the time it is pressed. */
const dropButton = buttonKind('urgent-drop', z.tuple([z.string().regex(/^[0-9a-f]{8}$/)]));

const WORDS_IN_A_ROW = 2;
const ITEMS_LOOKED_AT = 500;
const ITEMS_SHOWN = 5;
const TITLE_LENGTH = 80;
const ADD = /^(?:加|添加|增加|add|\+)[:：\s]*(?<word>.+)$/iu;
const DROP = /^(?:删去|删除|删|去掉|remove|delete|-)[:：\s]*(?<word>.+)$/iu;

/** /urgent: what goes at once; its words and kinds, and which of the last articles it would have been. */
export function urgentFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('urgent', async (ctx) => {
    const words = String(ctx.match ?? '').trim();
    if (words === '') return showRule(deps, ctx);
    const [add, drop] = [ADD, DROP].map((each) => each.exec(words)?.groups?.['word']);
    if (add !== undefined) await addWord(deps, ctx, wordsFrom(add));
    else if (drop !== undefined) await dropWord(deps, ctx, wordsFrom(drop));
    else await say(ctx, ctx.texts.admin.urgent.usage);
  });
  feature.use(
    onPress(stateButton, (ctx, state) =>
      change(deps, ctx, `urgent ${state}`, (rule) => ({ ...rule, isOn: state === 'on' })),
    ),
    onPress(kindButton, (ctx, kind, state) =>
      change(deps, ctx, `urgent kind ${kind} ${state}`, (rule) => ({
        ...rule,
        kinds: ITEM_KINDS.filter((each) =>
          each === kind ? state === 'on' : rule.kinds.includes(each),
        ),
      })),
    ),
    onPress(dropButton, async (ctx, mark) => {
      const { words } = await readUrgentRule(deps.db);
      const word = words.find((each) => markOf(each) === mark);
      return word === undefined ? ctx.texts.outdated : change(deps, ctx, ...without(word));
    }),
  );
  return feature;
}

async function showRule(deps: Deps, ctx: BotContext): Promise<void> {
  await answer(ctx, [await rulePage(deps, ctx)]);
}

async function addWord(deps: Deps, ctx: BotContext, word: string): Promise<void> {
  const { urgent } = ctx.texts.admin;
  const { words } = await readUrgentRule(deps.db);
  if (normalise(word) === '' || [...word].length > LONGEST_URGENT_WORD)
    return say(ctx, urgent.usage);
  if (cutAnchors(word).length === 0) return say(ctx, urgent.short);
  if (words.some((each) => normalise(each) === normalise(word))) return showRule(deps, ctx);
  if (words.length >= MOST_URGENT_WORDS) return say(ctx, urgent.full);
  await save(deps, ctx, `urgent add ${word}`, (rule) => ({
    ...rule,
    words: [...rule.words.filter((each) => normalise(each) !== normalise(word)), word],
  }));
  await showRule(deps, ctx);
}

async function dropWord(deps: Deps, ctx: BotContext, word: string): Promise<void> {
  const { words } = await readUrgentRule(deps.db);
  const known = words.find((each) => normalise(each) === normalise(word));
  if (known === undefined) return say(ctx, ctx.texts.admin.urgent.notThere(word));
  await save(deps, ctx, ...without(known));
  await showRule(deps, ctx);
}

function without(word: string): [string, (rule: UrgentRule) => UrgentRule] {
  return [
    `urgent remove ${word}`,
    (rule) => ({ ...rule, words: rule.words.filter((each) => each !== word) }),
  ];
}

async function change(
  deps: Deps,
  ctx: BotContext,
  detail: string,
  to: (rule: UrgentRule) => UrgentRule,
): Promise<string> {
  await save(deps, ctx, detail, to);
  await turnTo(ctx, await rulePage(deps, ctx));
  return ctx.texts.saved;
}

function save(
  { db, now }: Deps,
  ctx: BotContext,
  detail: string,
  to: (rule: UrgentRule) => UrgentRule,
): Promise<UrgentRule> {
  const act = { adminId: chatIdOf(ctx), action: 'urgent', detail };
  return saveUrgentRule(db, { ...act, change: to }, now());
}

async function rulePage({ db }: Deps, { texts }: BotContext) {
  const rule = await readUrgentRule(db);
  const titles = await recentTitles(db, { kinds: rule.kinds, limit: ITEMS_LOOKED_AT });
  const recent = titles.flatMap(({ title, kind, date }) => {
    const word = urgentWord({ ...rule, isOn: true }, { title, kind });
    return word === undefined ? [] : [{ title: cap(title, TITLE_LENGTH), date, word }];
  });
  const { urgent } = texts.admin;
  return plain(urgent.page({ rule, recent: recent.slice(0, ITEMS_SHOWN) }), ruleRows(rule, urgent));
}

function ruleRows(
  { isOn, kinds, words }: UrgentRule,
  texts: BotContext['texts']['admin']['urgent'],
): Rows {
  const drops = words.map((word) => ({
    text: texts.drop(word),
    callback: dropButton.write(markOf(word)),
  }));
  return [
    ...ITEM_KINDS.map((kind) =>
      kinds.includes(kind)
        ? [{ text: texts.kindOn(kind), callback: kindButton.write(kind, 'off') }]
        : [{ text: texts.kindOff(kind), callback: kindButton.write(kind, 'on') }],
    ),
    ...Array.from({ length: Math.ceil(drops.length / WORDS_IN_A_ROW) }, (_, row) =>
      drops.slice(row * WORDS_IN_A_ROW, (row + 1) * WORDS_IN_A_ROW),
    ),
    [
      isOn
        ? { text: texts.turnOff, callback: stateButton.write('off') }
        : { text: texts.turnOn, callback: stateButton.write('on') },
    ],
  ];
}

function markOf(word: string): string {
  return createHash('sha256').update(word).digest('hex').slice(0, 8);
}
