/** The bot's own number, with which its token begins. */
export function botIdOf(token: string): number {
  return Number(token.split(':')[0]);
}
