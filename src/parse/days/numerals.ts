const DIGITS = '〇一二三四五六七八九';

/** 二〇二五, 十三, 二十, 1998, ０５: a number, or `undefined`. Up to 9999, as years and days need. */
export function readNumeral(printed: string): number | undefined {
  if (/^[0-9]{1,4}$/u.test(printed)) return Number(printed);
  const text = printed
    .normalize('NFKC')
    .replace(/[零○]/gu, '〇')
    .replace(/元/gu, '一')
    .replace(/廿/gu, '二十');
  // 2O24, 2〇, l5: among figures a round letter is a zero, and an upright one a one
  const figures = text.replace(/[OoОоΟ◯〇]/gu, '0').replace(/[lI]/gu, '1');
  if (/^\d{1,4}$/u.test(figures) && /[\dlI]/u.test(text)) return Number(figures);
  return readHan(text.replace(/[0OoОоΟ◯]/gu, '〇').replace(/(?<=十)〇$/u, ''));
}

/** 二OO六, 二00六, 二Ｏ一二: a zero among letters may be set as any that is round. */
function readHan(text: string): number | undefined {
  if (/^[〇一二三四五六七八九]{1,4}$/u.test(text)) {
    return [...text].reduce((sum, digit) => sum * 10 + DIGITS.indexOf(digit), 0);
  }
  const tens = /^([二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(text);
  if (!tens) return undefined;
  return (tens[1] ? DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? DIGITS.indexOf(tens[2]) : 0);
}
