import { describe, expect, it } from 'vitest';
import { undoButton } from '../../src/bot/features/follow/buttons.ts';
import { readShort, writeShort } from '../../src/bot/features/follow/short-when.ts';
import { listInterests } from '../../src/store/index.ts';
import {
  type Conversation,
  type Speaker,
  startConversation,
  textsOf,
} from '../support/conversation.ts';

const CITIZEN = 5001;
const zoneOf = async ({ db }: Conversation, id = CITIZEN) =>
  (await listInterests(db, id))[0]?.timezone;

const LANGUAGES = [
  {
    language: 'zh-hans',
    confirm: '确认关注',
    daily: '每天一次',
    zone: '更改时区',
    hint: '请回复这条消息，写上城市或时区的英文名',
    place: '新加坡',
    said: '这一项按印度时间',
    lost: '亚特兰蒂斯',
    unknown: '没有找到“亚特兰蒂斯”这个时区。请再回复一次刚才的那条消息',
  },
  {
    language: 'zh-hant',
    confirm: '確認關注',
    daily: '每天一次',
    zone: '更改時區',
    hint: '請回覆這條訊息',
    place: '雪梨',
    said: '這一項按印度',
    lost: '亞特蘭蒂斯',
    unknown: '沒有找到“亞特蘭蒂斯”這個時區',
  },
  {
    language: 'en',
    confirm: 'Yes, follow this',
    daily: 'Once a day',
    zone: 'Change the time zone',
    hint: 'reply to this message with the city or the zone',
    place: 'Milan',
    said: 'India',
    lost: 'Atlantis',
    unknown: 'I do not know the time zone “Atlantis”. Please reply to that message once more',
  },
];
const ZONES: Readonly<Record<string, string>> = {
  新加坡: 'Asia/Singapore',
  雪梨: 'Australia/Sydney',
  Milan: 'Europe/Rome',
};

type Words = Pick<(typeof LANGUAGES)[number], 'confirm' | 'daily' | 'zone'>;

/** Follows a town, daily by itself, and asks for its zone; gives the id of the page that asks. */
async function askZone(speaker: Speaker, { confirm, daily, zone }: Words): Promise<number> {
  await speaker.says('/follow 水头镇');
  await speaker.presses(confirm);
  await speaker.presses(daily);
  const { answers } = await speaker.presses(zone);
  return answers[0]?.message_id ?? 0;
}

describe('the zone of one thing that is followed', () => {
  it.each(LANGUAGES)(
    'is written in answer to the page that asks for it: $language',
    async (words) => {
      const talk = await startConversation();
      const citizen = talk.citizen({ language: words.language });
      const replyTo = await askZone(citizen, words);
      expect(textsOf(talk.telegram.botMessages(CITIZEN).slice(-1))).toContain(words.hint);
      expect(textsOf(await citizen.says(words.lost, { replyTo }))).toContain(words.unknown);
      expect(await zoneOf(talk)).toBeNull();
      expect(textsOf(await citizen.says('asia/kolkata', { replyTo }))).toContain(words.said);
      expect(await zoneOf(talk)).toBe('Asia/Calcutta');
      await citizen.says(words.place, { replyTo });
      expect(await zoneOf(talk)).toBe(ZONES[words.place]);
    },
  );

  it('is no other message’s: the words are looked for, a command is a command', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const replyTo = await askZone(citizen, LANGUAGES[0] as Words);
    expect(textsOf(await citizen.says('米兰'))).toContain('要在公报里查找“米兰”吗？');
    expect(textsOf(await citizen.says('/help', { replyTo }))).toContain('我会做这些');
    expect(await zoneOf(talk)).toBeNull();
  });

  it('is said of what is followed no more that it is not', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const replyTo = await askZone(citizen, LANGUAGES[0] as Words);
    await citizen.says('/unfollow 水头镇');
    expect(textsOf(await citizen.says('米兰', { replyTo }))).toContain('已经不在关注之列');
  });

  it('is an administrator’s to write in a group', async () => {
    const talk = await startConversation();
    const group = await talk.group({ kind: 'supergroup', id: -1000000300 });
    const replyTo = await askZone(group.administrator, LANGUAGES[0] as Words);
    expect(textsOf(await group.member.says('米兰', { replyTo }))).toBe(
      '只有这里的管理员可以更改。',
    );
    await group.administrator.says('米兰', { replyTo });
    expect(await zoneOf(talk, group.id)).toBe('Europe/Rome');
  });

  it('is there again when what was ended is followed again', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const replyTo = await askZone(citizen, LANGUAGES[0] as Words);
    await citizen.says('Asia/Kathmandu', { replyTo });
    const zone = await zoneOf(talk);
    await citizen.says('/unfollow 水头镇');
    await citizen.presses('撤销，继续关注');
    expect(zone).toMatch(/^Asia\/Ka/u);
    expect(await zoneOf(talk)).toBe(zone);
  });
});

describe('when something comes, in a few letters', () => {
  it('is read back as it was, by any zone there is', () => {
    for (const timezone of [...Intl.supportedValuesOf('timeZone'), 'UTC', null]) {
      const when = { hour: 7, timezone, quiet: { from: 22, to: 6 } };
      expect(readShort(writeShort(when))).toEqual(when);
    }
  });

  it('fits the button to follow again, whatever else stands there', () => {
    const when = writeShort({ hour: 23, timezone: 'Asia/Kathmandu', quiet: { from: 23, to: 22 } });
    const most = (2 ** 31).toString(36);
    const data = undoButton.write('person', 14, '0123abcd', 'instant', when, most, most, 'zzzzz');
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(undoButton.read(data)?.[4]).toBe(when);
  });
});
