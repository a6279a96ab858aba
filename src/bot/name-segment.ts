import type { Segment } from '../store/index.ts';
import type { Texts } from './texts/index.ts';

/** Whom a broadcast is for, in words. */
export function nameSegment(segment: Segment, { admin }: Texts): string {
  switch (segment.kind) {
    case 'all':
      return admin.everyone;
    case 'kind':
      return admin.subscribersOf(segment.item);
    case 'language':
      return admin.readersOf[segment.language];
  }
}
