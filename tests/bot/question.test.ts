import { describe, expect, it } from 'vitest';
import { askedWho } from '../../src/bot/question.ts';
import { labelsOf, startConversation, textOf, textsOf } from '../support/conversation.ts';

describe('who is asked for', () => {
  it.each([
    ['水头镇镇长是谁？', '水头镇镇长'],
    ['现任水头镇镇长是谁呢?', '水头镇镇长'],
    ['请问平阳县的县长现在是哪位', '平阳县 县长'],
    ['谁是县长', '县长'],
    ['现在谁当县长？', '县长'],
    ['現任縣長是誰？', '縣長'],
    ['王芳是谁', '王芳'],
    ['县长叫什么名字', '县长'],
    ['人大常委会主任由谁担任', '人大常委会主任'],
    ['Who is the 副县长?', '副县长'],
    ['who’s 王芳', '王芳'],
  ])('«%s»: %s', (said, words) => {
    expect(askedWho(said)).toBe(words);
  });

  it.each(['停水', '谁', '谁是', '是谁？', '县长', '谁家停水', '任命了谁的亲戚', 'whose turn'])(
    '«%s» does not ask that',
    (said) => {
      expect(askedWho(said)).toBeUndefined();
    },
  );
});

describe('a question in plain words', () => {
  it('is answered as /who answers it, with buttons that go on', async () => {
    const citizen = (await startConversation()).citizen();
    const [asked] = await citizen.says('/who 副县长');
    const [answer] = await citizen.says('副县长是谁？');
    expect(textOf(answer)).toBe(textOf(asked));
    expect(labelsOf(answer)).toEqual(labelsOf(asked));
    expect(textsOf(await citizen.says('/who 谁是副县长'))).toBe(textOf(asked));
  });

  it('is answered by name, too', async () => {
    const citizen = (await startConversation()).citizen();
    expect(textsOf(await citizen.says('张峻榕是谁'))).toContain('平阳县人民政府副县长');
  });

  it('becomes an offer to search where no announcement tells', async () => {
    const citizen = (await startConversation()).citizen();
    const [offer] = await citizen.says('乡邮员是谁？');
    expect(textOf(offer)).toBe('要在公报里查找“乡邮员”吗？');
  });
});
