import { z } from 'zod';
import { buttonKind } from '../press.ts';

/** Subscribes to everything, daily. */
export const subscribeButton = buttonKind('subscribe', z.tuple([]));
/** Leads to the settings, in the place of the message that carries it. */
export const settingsButton = buttonKind('settings', z.tuple([]));
/** Leads to the languages, likewise, and from there back to the settings. */
export const languagesButton = buttonKind('languages', z.tuple([]));
/** Leads to the papers they may be limited to, likewise. */
export const papersButton = buttonKind('papers', z.tuple([]));
/** Leads to the kinds, likewise. */
export const kindsButton = buttonKind('kinds', z.tuple([]));
