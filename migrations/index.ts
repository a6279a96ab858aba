/** The database's history, oldest first. A merged migration is never edited. */
import type { Migration } from 'kysely/migration';
import { up as init } from './0001-init.ts';
import { up as reading } from './0002-reading.ts';
import { up as sources } from './0003-sources.ts';
import { up as reviews } from './0004-reviews.ts';
import { up as delivery } from './0005-delivery.ts';
import { up as clocks } from './0006-clocks.ts';
import { up as conversation } from './0007-conversation.ts';
import { up as anchors } from './0008-anchors.ts';
import { up as sleepers } from './0009-sleepers.ts';
import { up as articles } from './0010-articles.ts';
import { up as ownClocks } from './0011-own-clocks.ts';
import { up as signatures } from './0012-signatures.ts';
import { up as onePaper } from './0013-one-paper.ts';
import { up as mergedItems } from './0014-merged-items.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-init': { up: init },
  '0002-reading': { up: reading },
  '0003-sources': { up: sources },
  '0004-reviews': { up: reviews },
  '0005-delivery': { up: delivery },
  '0006-clocks': { up: clocks },
  '0007-conversation': { up: conversation },
  '0008-anchors': { up: anchors },
  '0009-sleepers': { up: sleepers },
  '0010-articles': { up: articles },
  '0011-own-clocks': { up: ownClocks },
  '0012-signatures': { up: signatures },
  '0013-one-paper': { up: onePaper },
  '0014-merged-items': { up: mergedItems },
};
