import type { myDataZh } from './my-data-zh.ts';

/** What is kept about a chat, for its people. */
export const myDataEn: typeof myDataZh = {
  exported:
    'This file holds everything that is kept about this chat; any text editor opens it. What it means: /privacy. To delete it all: /forget',
  nothingKept:
    'Nothing is kept about this chat, so there is no file to send. What would be kept: /privacy',
};
