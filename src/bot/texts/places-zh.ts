export type PlaceTexts = typeof placesZh;

/** 分享、群、话题和频道 */
export const placesZh = {
  fullText: '看全文',
  nothingToShare: '没有找到，到公报里查找',
  mentioned: '想查什么，请写在我的名字后面，例如写“副县长”；会做的事，请看 /help。',

  toThisTopic: '摘要发到这个话题。',
  toOtherTopic: '摘要发到本群的另一个话题。',
  toGroup: '摘要发到整个群（“常规”话题）。',
  sendHere: '发到这个话题',
  sendToGroup: '发到整个群',

  helpPrivate: (username: string) =>
    [
      '不用记命令，直接写也行，例如：最新一期、任免、退订、关注 水头镇。别的话，我会问您要不要到公报里查找。',
      `想转给别人看：在任何聊天里输入 @${username} 和要找的词，例如 @${username} 副县长，从结果里选一条发出去。`,
      '想让群或频道收到摘要：把我加进群，或设为频道的管理员（要能发布消息），再由管理员在那里发送 /subscribe。在分话题的群里，在哪个话题发送，摘要就发到哪个话题。',
    ].join('\n\n'),
  helpGroup: (username: string) =>
    [
      '在群里，只有管理员可以订阅和更改设置，人人都可以查阅。分话题的群，管理员在哪个话题发送 /subscribe，摘要就发到哪个话题。',
      `想查什么，写 @${username} 和要找的词，例如 @${username} 副县长；写 @${username} 最新一期 就是最新一期。`,
    ].join('\n\n'),
  helpChannel:
    '在频道里，由能发布消息的管理员发布命令：/subscribe 订阅，/settings 更改设置。我如果有删除消息的权限，做完以后会删去这些命令；没有的话，请自行删去。',
};
