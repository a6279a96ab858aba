export const SOURCE_KINDS = ['epaper', 'feed', 'page', 'folder'] as const;

/** Where issues come from by themselves, as the operator set it. */
export type Source = {
  /** No two have the same. */
  readonly name: string;
  /** `epaper` and `page` are fetched alike; one leads to whole issues, the other is read as it stands. */
  readonly kind: (typeof SOURCE_KINDS)[number];
  /** A URL; of a folder its path. */
  readonly address: string;
  /** Wins over what an issue prints; `null`: what it prints, else the operator's `PUBLICATION`. */
  readonly publication: string | null;
  /** When it is looked at, in its zone. */
  readonly cron: string;
  readonly timezone: string;
};
