import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { badRequest } from '../refusal.ts';

const MOST_BUTTONS = 100;
const MOST_IN_ROW = 8;

/** The keyboard as Telegram keeps it, without empty rows; `undefined` if nothing is left. */
export function readKeyboard(
  markup: InlineKeyboardMarkup | undefined,
): InlineKeyboardMarkup | undefined {
  const rows = (markup?.inline_keyboard ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return undefined;
  if (rows.flat().length > MOST_BUTTONS || rows.some((row) => row.length > MOST_IN_ROW)) {
    throw badRequest('REPLY_MARKUP_TOO_LONG');
  }
  for (const button of rows.flat()) refuseButton(button);
  return { inline_keyboard: rows };
}

function refuseButton(button: InlineKeyboardButton): void {
  if (button.text.trim() === '') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be non-empty');
  }
  if ('callback_data' in button) refuseCallbackData(button.callback_data);
  else if ('url' in button) refuseUrl(button.url);
  else if ('copy_text' in button) refuseCopyText(button.copy_text.text);
  else if (
    !Object.keys(button).some((key) => key.startsWith('switch_inline') || key === 'disabled')
  ) {
    throw badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  }
}

export function refuseCallbackData(data: string): void {
  const bytes = Buffer.byteLength(data);
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
}

function refuseUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isWeb =
    parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname.includes('.');
  const isTelegram = parsed !== null && /^(tg|ton):$/.test(parsed.protocol);
  if (!isWeb && !isTelegram) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
}

function refuseCopyText(text: string): void {
  if (text.length < 1 || text.length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID');
}
