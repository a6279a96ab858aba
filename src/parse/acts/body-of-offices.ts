const OFFICE =
  '副?(?:主任委员|主任|主席|委员长|常务委员|常委|委员|秘书长|书记|[省市县区州镇乡]长|院长|检察长)';
const OFFICES = `${OFFICE}(?:[、和]${OFFICE}){1,7}`;
const BODY = '[\\p{Script=Han}]{4,50}?(?:委员会|政府|法院|检察院)';

// 石塘县第十七届人民代表大会常务委员会|主任、副主任、委员, alone on its row
const ALONE = new RegExp(`^(?<body>${BODY})${OFFICES}(?:名单)?[：:]?$`, 'u');
// …选举产生了|政协清徐县第十届委员会|主席、副主席、秘书长和常务委员，现予公布。
const ELECTED = new RegExp(
  `(?:选举产生|选举|选出|补选)了?(?<body>${BODY})${OFFICES}(?:[：:]|，现?予以?公[布告][。：:]?)$`,
  'u',
);

/** The body whose several offices a row names: the labels below it are theirs. */
export function bodyOfOffices(text: string): string | undefined {
  return text.length <= 80 ? ALONE.exec(text)?.groups?.['body'] : undefined;
}

/** The body whose offices a row announces as filled, and names nobody yet. */
export function bodyOfElected(text: string): string | undefined {
  return /[：:。]$/u.test(text) ? ELECTED.exec(text.slice(-240))?.groups?.['body'] : undefined;
}
