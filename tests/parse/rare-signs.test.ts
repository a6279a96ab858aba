import { describe, expect, it } from 'vitest';
import { parseText } from './expected.ts';

function electedOf(name: string): string[] {
  const text = `平阳县人民代表大会公告\n\n平阳县第五届人民代表大会第一次会议于2021年1月9日选举${name}为平阳县人民政府副县长。\n\n现予公告。\n\n2021年1月9日`;
  return parseText('a.txt', text).items.flatMap(({ acts }) => acts.map(({ person }) => person));
}

describe('a sign outside the usual plane', () => {
  it.each(['📌', '🔹', '🇨', '🏻'])('that is a picture (%s) is no part of a name', (picture) => {
    expect(electedOf(`阿布${picture}都·热依木`)).toEqual(['阿布都·热依木']);
  });

  it.each(['𝟙', '𝐀', '𐌰'])(
    'that is a letter (%s) is not taken out of a name in silence',
    (letter) => {
      expect(electedOf(`阿布${letter}都·热依木`)).toEqual([]);
    },
  );

  it('is the rare letter of a name', () => {
    expect(electedOf('王𠮷')).toEqual(['王𠮷']);
  });

  it('is a digit in another dress', () => {
    const [item] = parseText(
      'a.txt',
      '平阳县人民代表大会常务委员会公告\n\n第𝟙𝟚号\n\n免去王芳的平阳县民政局局长职务。',
    ).items;
    expect(item?.number).toBe('第12号');
  });
});
