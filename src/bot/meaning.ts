import type { InterestKind } from '../domain/index.ts';

/** What the archive's acts know of the words. */
type Known = {
  readonly asPerson: boolean;
  readonly asPost: boolean;
  readonly asOrganization: boolean;
};

/** 水头镇人民政府, 民政局, 县委办, 水头镇第一中学, 街道办事处: looked at before places, whose names they begin with. */
const BODY =
  /(?:政府|[局厅署]|县委|市委|省委|区委|党委|工委|纪委|监委|[委政府]办|委员会|常委会|管委会|居委会|村委会|人大|政协|法院|检察院|学院|医院|研究院|设计院|福利院|养老院|公司|集团|银行|合作社|学校|中学|小学|大学|幼儿园|中心|协会|学会|商会|联合会|工会|妇联|办公室|办事处|派出所|事务所|卫生所|供电所|[支大总]队|图书馆|博物馆|文化馆|电视台|出版社|报社)$/u;
/** 副县长, 局长, 党组书记, 审判员. */
const OFFICE =
  /(?:长|主任|书记|主席|委员|代表|审判员|检察员|陪审员|主任科员|巡视员|调研员|督学|秘书|总[工监]|经理|董事)$/u;
const PLACE = /(?:[省市县区镇乡旗州]|街道|社区|[村路街]|开发区|园区)$/u;

/**
 * As what somebody most likely wants these words followed: by how they end, unless the acts know them.
 * Several words, `甲|乙` and `-丙` are words.
 */
export function guessMeaning(words: string, known: Known): InterestKind {
  if (/[\s|｜]|^[-－]/u.test(words)) return 'word';
  if (known.asPerson) return 'person';
  if (known.asPost) return 'office';
  if (known.asOrganization || BODY.test(words)) return 'body';
  // One character before it at the least: 长 and 路 alone are words.
  if ([...words].length < 2) return 'word';
  if (PLACE.test(words)) return 'place';
  return OFFICE.test(words) ? 'office' : 'word';
}
