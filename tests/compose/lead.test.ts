import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadOf } from '../../src/compose/lead.ts';

describe('the first sentence of a report', () => {
  it.each([
    ['ends at its full stop', '昨天下午，会议召开。县长主持。', '昨天下午，会议召开。'],
    [
      'leaves the reporter to the full text',
      '本报讯（记者 李凌峰）昨天下午，会议召开。',
      '昨天下午，会议召开。',
    ],
    ['leaves an agency without a name', '新华社北京8月17日电 国务院任免人员。', '国务院任免人员。'],
    ['leaves a broadcaster', '央视网消息（新闻联播）：国家主席签令。', '国家主席签令。'],
    ['keeps talk of a message', '这条消息：人人关心，人人转发。', '这条消息：人人关心，人人转发。'],
    [
      'goes on where a list goes on',
      '任命张峻榕为副县长；\n\n免去陈国翰职务。',
      '任命张峻榕为副县长…',
    ],
    ['leaves the agency too', '新华社杭州1月9日电（记者 王明）会议召开。', '会议召开。'],
    [
      'keeps a word that only looks like an agency',
      '国家电网公司完成检修。供电恢复。',
      '国家电网公司完成检修。',
    ],
    ['does not end within a quotation', '“太好了！”老谢说。他笑了。', '“太好了！”老谢说。'],
    [
      'ends with the quotation that ends it',
      '他说：“好！真好！”大家都笑了。',
      '他说：“好！真好！”大家都笑了。',
    ],
    ['takes all its marks along', '真的吗？！大家问。', '真的吗？！'],
    [
      'may end in brackets',
      '会议召开（详见第2版。）代表到会。',
      '会议召开（详见第2版。）代表到会。',
    ],
    ['is the paragraph where nothing ends it', '着墨党建底色', '着墨党建底色'],
    ['skips the salutation', '各乡镇人民政府：\n\n请做好防汛工作。', '请做好防汛工作。'],
    ['is nothing where nothing is printed', '', ''],
  ])('%s', (_, body, lead) => {
    expect(leadOf(body.split('\n\n'))).toBe(lead);
  });

  it('ends at a clause where it is very long', () => {
    const clause = '全县上下坚定不移贯彻落实新时代党的组织路线，';
    expect(leadOf([`${clause.repeat(9)}好。`])).toBe(`${clause.repeat(4).slice(0, -1)}…`);
  });

  it('ends between two characters where it has no clauses', () => {
    const lead = leadOf(['👨‍👩‍👧'.repeat(60)]);
    expect(lead).toBe(`${'👨‍👩‍👧'.repeat(11)}…`);
  });

  it('is short, whole characters, and begins as the report does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'国“”。，！…👨 (A)'), maxLength: 300 }),
        (text) => {
          const lead = leadOf([text.trim()]);
          expect(lead.length).toBeLessThanOrEqual(90);
          expect(lead.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
