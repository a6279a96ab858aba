import type { PeopleTexts } from './people-zh.ts';

export const peopleEn: PeopleTexts = {
  did: (how, when) => `${how.toLowerCase()}, ${when}`,
  printed: (when) => `printed ${when} without its day`,
  notEnded: 'no removal was printed',
  beforeArchive: 'came into office before this archive begins',
  acting: 'acting',
  between: '; ',
};
