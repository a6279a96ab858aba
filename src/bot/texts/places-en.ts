import type { PlaceTexts } from './places-zh.ts';

export const placesEn: PlaceTexts = {
  fullText: 'Read the full text',
  nothingToShare: 'Nothing found: search in Gongbao',
  mentioned:
    'Please write what you look for after my name, for example “副县长”. What else I can do: /help.',

  toThisTopic: 'The digest goes to this topic.',
  toOtherTopic: 'The digest goes to another topic of this group.',
  toGroup: 'The digest goes to the whole group (the “General” topic).',
  sendHere: 'Send it to this topic',
  sendToGroup: 'Send it to the whole group',

  helpPrivate: (username) =>
    [
      'You need not remember commands: just write “latest”, “appointments”, “unsubscribe” or “follow 水头镇”. For anything else I ask whether to look it up.',
      `To pass something on: in any chat type @${username} and what you look for, for example @${username} 副县长, and choose one of the results.`,
      'For a digest in a group or a channel: add me to the group, or make me an administrator of the channel who may post; then an administrator sends /subscribe there. In a group with topics the digest goes to the topic in which that is sent.',
    ].join('\n\n'),
  helpGroup: (username) =>
    [
      'In groups only administrators can subscribe and change settings; everybody can read. In a group with topics the digest goes to the topic in which an administrator sends /subscribe.',
      `To look something up write @${username} and the words, for example @${username} 副县长; @${username} latest is the newest issue.`,
    ].join('\n\n'),
  helpChannel:
    'In a channel, administrators who may post give commands as posts: /subscribe to subscribe, /settings to change the settings. If I may delete messages I remove these posts once they are done; if not, please remove them yourselves.',
};
