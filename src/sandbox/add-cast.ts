import type { LocalBotApi } from './local-bot-api.ts';

const AUNT_WANG = 1001;
const ALEX = 1002;
export const DEFAULT_ADMIN = 1003;
const NEIGHBOURS = -2001;
const FORUM = -1_002_000_000_001;
const CHANNEL = -1_003_000_000_001;

/** The people and places a newcomer finds on the page: two citizens, the press office, a group, a forum, a channel. */
export function addCast(api: LocalBotApi, { admins }: { admins: readonly number[] }): void {
  api.addUser({ id: AUNT_WANG, name: '王阿姨', language: 'zh-hans' });
  api.addUser({ id: ALEX, name: 'Alex', language: 'en' });
  const editors = admins.length === 0 ? [DEFAULT_ADMIN] : admins;
  for (const [index, id] of editors.entries()) {
    const name = index === 0 ? '县报编辑' : `县报编辑 ${index + 1}`;
    api.addUser({ id, name, language: 'zh-hans' });
  }
  const [editor = DEFAULT_ADMIN] = editors;
  const members = [
    { id: editor, role: 'creator' as const },
    { id: AUNT_WANG, role: 'member' as const },
    { id: ALEX, role: 'member' as const },
  ];
  api.addChat({ id: NEIGHBOURS, kind: 'group', title: '邻里群', members, bot: 'member' });
  api.addChat({
    id: FORUM,
    kind: 'supergroup',
    title: '平阳大家谈',
    isForum: true,
    members,
    bot: 'member',
  });
  api.addTopic(FORUM, '公告', editor);
  api.addTopic(FORUM, '闲谈', editor);
  api.addChat({ id: CHANNEL, kind: 'channel', title: '平阳频道', members, bot: 'administrator' });
}
