import { expect, it } from 'vitest';
import { parseText } from './expected.ts';

const TEXT = `### 1. 国家主席签署主席令

国家主席今天签署了第五十一号主席令。第五十一号主席令说，《全国人民代表大会常务委员会关于修改〈某某法〉的决定》已由第十四届全国人民代表大会常务委员会第十六次会议于2025年6月27日通过，现予公布，自2025年8月1日起施行。
`;

it('the decision that an order promulgates begins where its title is quoted, and the order ends there', () => {
  const [, order, decision] = parseText('quoted.md', TEXT).items;
  const at = TEXT.indexOf('《');
  expect(order?.span).toEqual([TEXT.indexOf('第五十一号主席令说'), at]);
  expect(order).toMatchObject({ number: '第五十一号', adoptedOn: '2025-06-27' });
  expect(decision?.span).toEqual([at, TEXT.length - 1]);
  expect(decision?.body).toBe(TEXT.slice(at, -1));
  expect(decision?.adoptedOn).toBe('2025-06-27');
});
