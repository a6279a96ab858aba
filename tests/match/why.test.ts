import { expect, it } from 'vitest';
import { type Interest, type ItemKind, WITH_DIGEST } from '../../src/domain/index.ts';
import { whyOf } from '../../src/match/index.ts';
import { anItem } from '../compose/items.ts';
import { anAct } from '../support/samples.ts';

function anInterest(id: number, text: string): Interest {
  const query = { by: 'word', text, kinds: null, publication: null } as const;
  return { id, chatId: 1, query, ...WITH_DIGEST };
}

it('tells what a chat follows first, with the words, and then its kinds', () => {
  const [town, works, other] = ['水头镇', '工坊|项目', '鳌江镇'].map((text, id) =>
    anInterest(id, text),
  );
  const item = anItem({ kind: 'news', title: '水头镇工坊建成' });
  const interests = [town, works, other].filter((each) => each !== undefined);
  expect(whyOf(item, { kinds: ['news'], publication: null, interests })).toEqual([
    { rule: 'interest', interest: town, words: ['水头镇'] },
    { rule: 'interest', interest: works, words: ['工坊'] },
    { rule: 'kind', kind: 'news', publication: null },
  ]);
  expect(whyOf(item, { kinds: ['decision'], publication: null, interests: [] })).toEqual([]);
});

it('tells of a notice with acts the kinds that were chosen of both it comes under', () => {
  const item = anItem({ kind: 'notice', acts: [anAct()] });
  const why = (...kinds: ItemKind[]) => whyOf(item, { kinds, publication: null, interests: [] });
  expect(why('appointment', 'news')).toEqual([
    { rule: 'kind', kind: 'appointment', publication: null },
  ]);
  expect(why('appointment', 'notice')).toEqual([
    { rule: 'kind', kind: 'notice', publication: null },
    { rule: 'kind', kind: 'appointment', publication: null },
  ]);
});

it('tells of kinds only where the paper is the one they are limited to, and names it', () => {
  const item = anItem({ kind: 'news', publication: '今日苍南' });
  const why = (publication: string) => whyOf(item, { kinds: ['news'], publication, interests: [] });
  expect(why('今日苍南')).toEqual([{ rule: 'kind', kind: 'news', publication: '今日苍南' }]);
  expect(why('今日平阳')).toEqual([]);
});
