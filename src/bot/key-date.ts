import { z } from 'zod';
import { KEY_DATE_LABELS } from '../domain/index.ts';
import { wholeNumber } from './press.ts';

/** A date of an article as a button carries it: the item, the label, the day. */
export const keyDate = [wholeNumber, z.enum(KEY_DATE_LABELS), z.iso.date()] as const;
