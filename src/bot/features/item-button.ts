import { z } from 'zod';
import { buttonKind, wholeNumber } from '../press.ts';

/** Opens a full text, as `compose` writes it under digests and lists. */
export const itemButton = buttonKind('item', z.tuple([wholeNumber]));
