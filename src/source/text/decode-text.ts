/** The byte-order marks and what they stand for. */
const marks: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * The text in these bytes, without its byte-order mark, or `undefined` if they are no text. A mark
 * decides; then UTF-8; then GB18030, which decodes nearly anything and so must look Chinese. A byte
 * that means nothing costs one letter and not the text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const mark = marks.find((known) => known.bytes.every((byte, at) => bytes[at] === byte));
  for (const encoding of mark ? [mark.encoding] : ['utf-8', 'gb18030']) {
    const text = new TextDecoder(encoding).decode(bytes);
    const isSure = encoding !== 'gb18030' && lostIn(text) === 0;
    if (isSure || (isNearlyWhole(text) && looksChinese(text))) return text.replace(CONTROLS, '');
  }
  return undefined;
}

/** Of a text damaged on its way few letters are lost; of one in another encoding, most. */
const MOST_LOST = 0.02;

/** Whether these bytes were decoded as what they are, if not every one of them. */
export function isNearlyWhole(text: string): boolean {
  const letters = text.match(/[\u0080-\u{10ffff}]/gu)?.length ?? 0;
  return lostIn(text) <= Math.max(1, letters * MOST_LOST);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no text has them
const CONTROLS = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/gu;

/** What is no letter: a byte that means nothing, or a control character. */
function lostIn(text: string): number {
  return (text.match(CONTROLS)?.length ?? 0) + (text.match(/\ufffd/gu)?.length ?? 0);
}

/**
 * Random bytes decode to rare characters all over the plane; a printed text has common ones, so its
 * letters lie in the block GB2312 had, and it has the punctuation or the words every text has.
 */
function looksChinese(text: string): boolean {
  return shareOfCommon(text.slice(0, 20_000)) >= 0.15;
}

/** Of a text's letters, how many are those every printed Chinese text has; in a wrong encoding few. */
export function shareOfCommon(text: string): number {
  const letters = text.match(/[^\s\p{P}\p{S}\p{N}A-Za-z]/gu)?.length ?? 0;
  return letters === 0 ? 0 : (text.match(COMMON)?.length ?? 0) / letters;
}

/** The characters that make a good third of any printed Chinese text, and those of official ones. */
const COMMON =
  /[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装县市省委任免决选举代]/gu;
