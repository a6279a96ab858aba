/** What a rich message amounts to, counted while it is read. */
export type RichTally = { characters: number; blocks: number };
