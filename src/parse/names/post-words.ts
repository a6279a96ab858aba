import { lean } from '../lines/lean.ts';

/** The words of which posts are made. */

const RANK =
  '(?:常务|驻会|第一|[一二三四]级|名誉|执行|首席|专职|党组|党委|党工委|党总支|党支部|主席团|代理|代(?!表))';
const OFFICE =
  '国务委员|[省市县区州旗镇乡局院校行部厅]长助理|(?:总经理|经理|主任|书记)助理|总理|委员长|主任委员|主任科员|总督学|主任督学|主任|主席团成员|常务主席|执行主席|主席|总书记|书记员|书记|秘书长|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|局长|厅长|部长|司长|处长|科长|院长|分院检察长|庭长|检察长|审判长|助理审判员|审判员|助理检察员|检察员|人民陪审员|人民监督员|陪审员|执行员|首席大法官|大法官|委员|常务委员|常委|组成人员|成员|代表|理事长|常务理事|理事|会长|董事长|(?:外部|独立|职工|执行)?董事|监事长|(?:外派|独立|职工)?监事|总经理|经理|校长|园长|馆长|台长|社长|总编辑|总编|站长|所长|总队长|支队长|大队长|中队长|队长|政治委员|政委|组长|行长|关长|署长|总监|参事|督学|督察长|财务总监|财务负责人|专员|巡视员|调研员|总工程师|总会计师|总\\p{Script=Han}{1,3}师|首席\\p{Script=Han}{2,4}官|主办|新闻发言人|发言人|教授|研究员|协理员|总干事|干事|主编|编委|参赞|公使|临时代办|代办|场长|矿长|段长|所务主任|厂长|院士|法官|检察官|警长|探长|舰长|监狱长|护士长|教育长|教务长|组织员|特派员|联络员|纪检员|监察员|仲裁员|调解员|检查员|督导员|科员|办事员|法官助理|股长|馆员|审计长|行政长官|特命全权大使|大使|总领事|召集人|负责人|国家安全事务顾问|顾问|司令员|参谋长|总指挥|指挥长|教导员|指导员|董事会秘书|秘书|团长|总裁|主持人|公证员';
/** An office at the end of a post: 副|主任, 党组书记, 审判委员会|委员. */
export const TITLE = lean(new RegExp(`${RANK}{0,3}副?(?:${OFFICE})$`, 'u'));

/** 主任王芳, 副主席：李明、赵强: an office and those who hold it. */
export const LABELLED = lean(
  new RegExp(`^(?<office>${RANK}{0,3}副?(?:${OFFICE}))[：\\s]?(?<names>[^：]{2,600})$`, 'u'),
);

/** How the name of a body ends. What is not in it is no end of a body's name, but belongs to the post. */
const BODY_END =
  '局|厅|部|院|署|海关|委员会|委|党委|党组|党工委|工委|支部|总支|政府|政协|人大|代表大会|主席团|会议|法院|检察院|法庭|公司|集团|银行|行|厂|矿|社|所|站|馆|台|团|队|校|学校|大学|学院|中学|小学|幼儿园|医院|中心|办公室|办公厅|办事处|办|室|处|科|股|组|系|庭|会|联合会|协会|学会|基金会|商会|工会|小组|园区|新区|开发区|园|街道|社区|省|市|县|区|州|旗|盟|乡|镇|村|军|网|报|公署|公所|管理段|基地|林场|农场|大使馆|领事馆|分局|派出所';
const ENDS_BODY = lean(new RegExp(`(?:${BODY_END})$`, 'u'));
const LAST_BODY = lean(
  /^(?<body>\p{Script=Han}{2,40}(?:局|厅|署|委员会|政府|法院|检察院|公司|集团|大学|学院|中学|小学|学校|医院|中心|办公室|办公厅|办事处|研究院|研究所|协会|联合会|电视台|报社))(?<rest>\p{Script=Han}{2,8})$/u,
);

/** 清河县人民政府|法律, before 顾问: the words after a body's name that are not its name. */
export function cutBody(printed: string): { readonly body: string; readonly rest: string } {
  if (ENDS_BODY.test(printed)) return { body: printed, rest: '' };
  const { body, rest } = LAST_BODY.exec(printed)?.groups ?? {};
  return body && rest ? { body, rest } : { body: printed, rest: '' };
}
