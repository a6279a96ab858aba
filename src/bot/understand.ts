import type { MiddlewareFn } from 'grammy';
import type { Message, MessageEntity } from 'grammy/types';
import type { BotContext } from './context.ts';
import { spokenCommand } from './spoken-command.ts';
import { zh } from './texts/zh.ts';

/**
 * Puts into the form of a command what is meant as one: typed with other letters and signs, or said to us
 * in plain words. So no feature has to know how people write.
 */
export const understand: MiddlewareFn<BotContext> = async (ctx, next) => {
  const said = ctx.message ?? ctx.channelPost;
  const meant = said?.text === undefined ? undefined : (typedIn(ctx, said.text) ?? spokenIn(ctx));
  if (said && meant) putAs(said, meant);
  await next();
};

/** What somebody says to us in person: in a group what begins with our name. What is passed on is not theirs. */
export function wordsToUs({ message, me }: Pick<BotContext, 'message' | 'me'>): string | undefined {
  if (message?.text === undefined || message.forward_origin !== undefined) return undefined;
  if (message.chat.type === 'private') return message.text;
  const name = /^\s*@(\w+)/u.exec(message.text);
  if (name?.[1]?.toLowerCase() !== me.username.toLowerCase()) return undefined;
  return message.text.slice(name[0].length);
}

/** `at`: where the argument began, if its formatting is to be kept. */
type Meant = { readonly command: string; readonly argument: string; readonly at?: number };

const COMMANDS: ReadonlySet<string> = new Set([
  'start',
  ...Object.keys(zh.menu),
  ...Object.keys(zh.adminMenu),
]);
/** What follows it is sent as it stands, to the last full stop. */
const VERBATIM = 'broadcast';

const LETTER = '[\\w０-９Ａ-Ｚａ-ｚ＿]';
/** `／LATEST`, `/latest@Gongbao_Bot`, `/search选举日`, `/follow：水头镇` */
const TYPED = new RegExp(
  `^\\s*[/／](?<name>${LETTER}+)(?<to>[@＠]${LETTER}+)?(?<gap>[\\s:：,，、]*)(?<rest>.*)$`,
  'dsu',
);
const END = /[\s。．.！!？?，,、；;：:~～…]+$/u;

function typedIn(ctx: BotContext, text: string): Meant | undefined {
  const { groups, indices } = TYPED.exec(text) ?? {};
  if (!groups) return undefined;
  const { name = '', to = '', gap = '', rest = '' } = groups;
  const [typed, addressee] = [name, to].map((part) => part.normalize('NFKC').toLowerCase());
  const command = commandCalled(ctx, typed ?? '', addressee ?? '');
  if (command === undefined) return undefined;
  const argument = command === VERBATIM ? rest : withoutEnd(rest, gap);
  return { command: `${command}${addressee}`, argument, at: indices?.groups?.['rest']?.[0] ?? 0 };
}

/** A full stop belongs to the sentence; signs that stand alone are what is asked for: `/follow !!!`. */
function withoutEnd(rest: string, gap: string): string {
  const argument = rest.replace(END, '');
  return argument === '' && gap !== '' ? rest : argument;
}

/** Other words than the menu's only where they can be meant for nobody else: `/stop`. */
function commandCalled({ chat, me }: BotContext, name: string, to: string): string | undefined {
  if (COMMANDS.has(name)) return name;
  const isOurs = chat?.type === 'private' || to === `@${me.username.toLowerCase()}`;
  return isOurs ? spokenCommand(name)?.command : undefined;
}

/** `退订`, `@gongbao_bot 最新`; and the answer to a message of ours. */
function spokenIn(ctx: BotContext): Meant | undefined {
  const { message, me } = ctx;
  const isAnswer = message?.reply_to_message?.from?.id === me.id;
  const words = wordsToUs(ctx) ?? (isAnswer ? message.text : undefined);
  if (words === undefined) return undefined;
  const { command, argument } = typedIn(ctx, words) ?? {};
  if (command !== undefined && argument !== undefined) return { command, argument };
  return spokenCommand(words.replace(/^\s*[/／]/u, ''));
}

function putAs(message: Message, { command, argument, at }: Meant): void {
  const head = `/${command}`;
  const said: MessageEntity = { type: 'bot_command', offset: 0, length: head.length };
  const moved = at === undefined ? [] : (message.entities ?? []);
  const distance = head.length + 1 - (at ?? 0);
  const kept = moved
    .filter(({ type }) => type !== 'bot_command')
    .map((entity) => ({ ...entity, offset: entity.offset + distance }));
  Object.assign(message, {
    text: argument === '' ? head : `${head} ${argument}`,
    entities: [said, ...kept],
  });
}
