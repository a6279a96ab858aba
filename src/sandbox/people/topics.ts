import { noteChange, replaceMessage } from '../world/rooms.ts';
import { SandboxError, type Topic, type World } from '../world/world.ts';
import { requireRoom } from './cast.ts';
import { tellMessage } from './tell.ts';

type Place = { readonly chatId: number; readonly topicId: number };

/** Closes a topic, or opens it again: while it is closed only administrators write there. */
export function changeTopic(
  world: World,
  { chatId, topicId, by, isClosed }: Place & { by: number; isClosed: boolean },
): void {
  const room = requireRoom(world, chatId);
  const topic = requireTopic(world, { chatId, topicId });
  room.topics.set(topicId, { ...topic, isClosed });
  tellMessage(world, room, {
    by,
    content: {
      message_thread_id: topicId,
      is_topic_message: true,
      ...(isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} }),
    },
  });
}

/** The topic goes with everything in it, and no bot is told. */
export function deleteTopic(world: World, { chatId, topicId }: Place): void {
  const room = requireRoom(world, chatId);
  requireTopic(world, { chatId, topicId });
  room.topics.delete(topicId);
  for (const stored of [...room.history.values()])
    if (stored.message.message_thread_id === topicId)
      replaceMessage(world, room, { ...stored, deleted: true });
  noteChange(world, room);
}

function requireTopic(world: World, { chatId, topicId }: Place): Topic {
  const topic = requireRoom(world, chatId).topics.get(topicId);
  if (topic === undefined) throw new SandboxError(`There is no topic ${topicId}.`);
  return topic;
}
