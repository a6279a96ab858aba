import type { Button, ClassicMessage, Message } from '../domain/index.ts';
import type { Texts } from './texts/index.ts';

/**
 * Below each part of a digest that tells articles a button to why it came. The message is shared by many
 * chats, so the button says nothing more: what it is about are the articles whose buttons stand above it.
 */
export function withWhy(message: Message, texts: Texts): Message {
  return message.style === 'classic'
    ? askWhy(message, texts)
    : {
        ...askWhy(message, texts),
        fallback: message.fallback.map((part): ClassicMessage => askWhy(part, texts)),
      };
}

function askWhy<M extends Message>(message: M, texts: Texts): M {
  if (message.buttons.length === 0) return message;
  const why: Button = { text: texts.whyButton, callback: 'why' };
  return { ...message, buttons: [...message.buttons, [why]] };
}
