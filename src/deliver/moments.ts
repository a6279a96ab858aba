import type { ClassicMessage, Message } from '../domain/index.ts';

/** Servers from before Bot API 9.5 refuse a whole message for one entity they do not know. */
export function refusesMoments(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const isRefusal = 'error_code' in answer && answer.error_code === 400;
  return (
    isRefusal &&
    'description' in answer &&
    typeof answer.description === 'string' &&
    answer.description.toLowerCase().includes('unsupported type specified')
  );
}

export function hasMoments(message: Message): message is ClassicMessage {
  return message.style === 'classic' && message.entities.some(({ type }) => type === 'date_time');
}

const bare = new WeakMap<ClassicMessage, ClassicMessage>();

/** The same words, their moments told by nothing but the words; of one message always the same object. */
export function withoutMoments(message: ClassicMessage): ClassicMessage {
  const known = bare.get(message);
  if (known) return known;
  const entities = message.entities.filter(({ type }) => type !== 'date_time');
  const made = { ...message, entities };
  bare.set(message, made);
  return made;
}
