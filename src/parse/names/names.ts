import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf } from '../lines/letters.ts';
import { matchesOf } from '../lines/matches.ts';

/** A letter of a name, with the dots that stand inside names of other languages. */
export const NAME_LETTER =
  '[\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{323af}\\u3007\\u25cb·•・‧]';

const DOTTED = lean(/^[\p{Script=Han}]{1,12}(?:[·•・‧][\p{Script=Han}]{1,12}){1,4}$/u);
const DOTS = lettersOf('·•・‧');
const PLAIN = lean(/^\p{Script=Han}{2,6}$/u);
/** What no name contains, and what stands where a name might. */
const NO_NAME = lean(
  /[某了的]|^[他她]|[他她]$|祝贺|^其(?!木格|其格)|其$|第$|^第五$|^副|..是$|^..+任$|^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门)|^原[聘任]|^不|代理|兼任|接替|关于|暂时|将成|转正|推荐|是否|[调转出升]任|^第[一二三四六七八九十]|第[一二三四五六七八九十百零〇]{1,6}[条款项]|^在|[去今明当同]年|[上下]午|目前|日前|近日|当日|昨[天日]|今[天日]|随后|此[前外]|提议|建议|监督|增补|增选|推选|指定|同意|批准|研究|^[省市县镇乡旗盟州]|相关|退休|届满|违纪|违法|受贿|涉嫌|年龄|调动|因[工病]|^全[部体]|[监计唱]票|换届|规定|下列|以下|以上|上述|人员|同志|人选|名单|职务|[任免辞]职|委员|常委|成员|代表|主任|[局县市区省镇乡部处科厅]长|书记|主席|法院|检察|人民|政府|法官|检察官|项目|群众|(?<!^\p{Script=Han})全国|会议|大会|人大|政协|决定|任命|免去|有关|其他|其余|本人|他们|我们|机关|干部|工作|公司|领导|担任|辞去|选举|通过|接受|人事|组成|提请|提名|补选|罢免|撤销|批准|聘任|解聘|候选|法律|个别|部分|等额|差额|全体|依法|一致|分别|表决|姓名|单位|公告|公布|现予|特此|任期|颁发|如下|名额|资格|简历|日期/u,
);
/** The usual 500; a name that begins with none of them is a long one, or none. */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由雒兴步贝牧漫谯慎缑暴竺诸葛上官司马司徒夏侯皇甫慕容令狐尉迟东方长孙宇文太史端木轩辕百里呼延拓跋鲜于柏水昌凤酆常贲洪钮滑荀羿汲邴糜弓隗宓蓬郗仰钭韶蓟鄂咸籍赖鬱苍莘贡逄扶堵宰郦郤璩濮寿郏习宦鱼庾暨弘禄殳沃蔚越夔厍融訾毋乜巢蒯红桓铁洛丹旺格扎尼措央赤玛雪买吐努热帕迪依肉尔图恩额宝'.split(
    '',
  ),
);
const COMPOUND = new Set(
  '欧阳 上官 司马 司徒 夏侯 诸葛 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 鲜于 闾丘 东方 西门 南宫 独孤 百里 呼延 端木 轩辕 太史 申屠 公冶 宗政 濮阳 淳于 澹台 东郭 南门 左丘 左邱 梁丘 钟离 万俟 闻人 仲孙 司空 巫马 公西 乐正 漆雕 谷梁 颛孙 亓官 完颜 耶律 纳兰 叶赫 赫连 拓跋 后羿'.split(
    ' ',
  ),
);
/** An office that may stand before a name: 「副县长王芳」, 「…公司董事长梁耀辉」. */
const TITLE_BEFORE = lean(
  /^.{0,100}(?:[省市县区州镇乡局部厅处科院校庭站所]长|检察长|董事长|秘书长|会长|书记|主席|主任|委员|常委|记者|编辑|总理|部长|司长|大使|校长|审判员|检察员|代表|经理|总裁|教授|党员|干部)(?=(?<name>\p{Script=Han}{2,4})$)/u,
);

/** 乌云其其格, 阿拉坦图雅: long, though its first letter is a family name too. */
const OF_STEPPE = lean(
  /^[乌阿斯呼巴格那布敖额萨哈达苏赛特包伊莫齐朝青孟宝白敏][\p{Script=Han}]{3,4}[格图尔娜玛花日布扎娃巴雅拉克夫罕苏高勒敦仓其木仁嘎根吉德都和热音鲁顺]$/u,
);

/** 决定王芳|副区长|代理…: the office the person holds already. */
const TITLE_AFTER = lean(
  /^(?<name>\p{Script=Han}{2,4}?)副?(?:[省市县区州镇乡局厅院校]长|检察长|主任|主席|书记)$/u,
);

export function isName(text: string): boolean {
  // 张小𬂩, cut in the middle of its last letter
  if (!text.isWellFormed()) return false;
  if (hasLetter(text, DOTS) && DOTTED.test(text)) return !NO_NAME.test(text);
  return (
    PLAIN.test(text) &&
    !NO_NAME.test(text) &&
    (text.length <= 4 || !startsWithSurname(text) || OF_STEPPE.test(text))
  );
}

export function startsWithSurname(text: string): boolean {
  return SURNAMES.has(text.charAt(0)) || COMPOUND.has(text.slice(0, 2));
}

/**
 * The people in a list: 「信春鹰（女）、韩晓武和郭雷同志」. `undefined` if one of its parts is no name:
 * then the whole was no list of people.
 */
export function readNames(printed: string): string[] | undefined {
  const text = tidyNames(printed);
  if (text === '') return undefined;
  const names = (PARTED.test(text) ? text.split(PARTED).filter((part) => part !== '') : [text])
    .flatMap(splitAnd)
    .map(withoutTitle)
    .map(withoutCount);
  return names.length > 0 && names.every(isName) ? names : undefined;
}

const PARTED = /[、,\s]+/u;

/** 「王迅、黄磊二同志」: their number stands after the last of them. */
function withoutCount(name: string, index: number, names: readonly string[]): string {
  const count = ' 一二三四五六七八九'.charAt(names.length);
  const isCounted = index > 0 && index === names.length - 1 && count !== '';
  return isCounted && name.endsWith(count) ? name.slice(0, -1) : name;
}

/** 会议表决通过区政府提请的关于|王芳: the words before a name, as far as a wording took them for one. */
const VERB_BEFORE =
  /^(?:(?!任命|免去|接受|补选|选举).){0,100}(?:提请的?(?:关于)?|关于|决定|通过|批准|宣布)(?=.{2})/u;

/** 第3选区|孟山: whose deputy somebody is. */
const VOTERS_BEFORE = lean(/(?<=^|[、和])[^、，]{0,12}(?:选区|选举单位)\s?(?=\p{Script=Han}{2})/gu);

/** 曾玉洁同志|女: what stands right behind it is no letter of the name. */
const BEHIND_COMRADE = lean(/(?<=同志)(?=\p{Script=Han})(?![和与及等])/gu);

/** Each of what is tidied away has one of these; most names have none. */
const UNTIDY = lettersOf('（(【[决确宣同委调提关通批选志先士师授等');

/** Without notes in brackets, 同志, and 「等五人」: who is not named gets no record. */
function tidyNames(printed: string): string {
  if (!hasLetter(printed, UNTIDY)) return printed.trim();
  return printed
    .replace(/[（(【[][^（）()【】[\]]{0,40}[）)】\]]/gu, '')
    .replace(
      /^(?:并|还|同时|会议)?(?:决定|确定|确认|宣布|同意|同时|委派|调派|(?<=^)调)(?=.{2})/u,
      '',
    )
    .replace(VERB_BEFORE, '')
    .replace(VOTERS_BEFORE, '')
    .replace(BEHIND_COMRADE, ' ')
    .replace(/(?:同志|先生|女士|老师|(?<=.{2})(?:教授|博士)(?=[、，\s]|$))/gu, '')
    .replace(/等(?:[一二三四五六七八九十0-9]{1,3}(?:人|名|位)?)?(?:代表|委员|人)?$/u, '')
    .trim();
}

const AND = /[和与及]/gu;

/** 「张和平和李明」 are two, 「王和平」 is one: only a cut that leaves two names is one. */
function splitAnd(part: string): string[] {
  for (const { index } of matchesOf(AND, part)) {
    const [left, right] = [part.slice(0, index), part.slice(index + 1)];
    if (isName(left) && isName(right) && (part.length > 4 || startsWithSurname(right)))
      return [left, right];
  }
  return [part];
}

/** 「副县长王芳」: an office before a name is no part of it. */
function withoutTitle(part: string): string {
  if (isName(part) && part.length <= 4) return part;
  const name = TITLE_BEFORE.exec(part)?.groups?.['name'];
  return name && startsWithSurname(name) ? name : part;
}

export function withoutOffice(printed: string): string {
  const name = TITLE_AFTER.exec(printed)?.groups?.['name'];
  return name && isName(name) && startsWithSurname(name) ? name : printed;
}

/** One person after all his offices: 「某集团董事长、某公司董事长梁耀辉」. */
export function readHolder(printed: string): string[] | undefined {
  const name = withoutTitle(tidyNames(printed));
  return isName(name) && startsWithSurname(name) ? [name] : undefined;
}
