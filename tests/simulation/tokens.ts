/** What a message tells, as far as anybody here counts it. */

/**
 * Articles are numbered («第7次»), and so are broadcasts and their parts («播2之1»). A reminder tells of an
 * article's date («提醒第7次@2025-01-16还有7天»), or that it was corrected («更正第7次@2025-01-16»).
 */
export function tokensIn(text: string): string[] {
  const tokens = [...new Set(text.match(/第\d+次|播\d+之\d+/gu) ?? [])];
  const date = /"remind-off:\d+:[^:]+:([-\d]+)"/u.exec(text)?.[1];
  if (date === undefined) return tokens;
  const isMoved = /更正：|Correction: /u.test(text);
  const left = isMoved ? undefined : daysIn(text);
  const days = left === undefined ? '' : `还有${left}天`;
  return tokens.map((token) => `${isMoved ? '更正' : '提醒'}${token}@${date}${days}`);
}

function daysIn(text: string): number | undefined {
  const [, words = '', days] =
    /(今天|明天|后天|today|tomorrow|(?:还有|in) (\d+))/u.exec(text) ?? [];
  if (days !== undefined) return Number(days);
  return { 今天: 0, today: 0, 明天: 1, tomorrow: 1, 后天: 2 }[words];
}

/** As an urgent message is headed; no article of this town says it. */
export const IS_URGENT = /【紧急】|URGENT/u;

export function isReminder(token: string): boolean {
  return token.startsWith('提醒');
}

/** A reminder, or that its date was corrected. */
export function isOfDate(token: string): boolean {
  return token.includes('@');
}

export function dateIn(token: string): string | undefined {
  return /@(\d{4}-\d\d-\d\d)/u.exec(token)?.[1];
}
