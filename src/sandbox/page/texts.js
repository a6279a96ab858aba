/** The page's own words; the bot brings its own. */
const zh = {
  skip: '跳到输入框',
  whoYouAre: '扮演谁',
  lead: '这里是本机上的一个小 Telegram：选一个人来扮演，和真正的公报机器人对话。什么都不会发到网上。',
  people: '人物',
  places: '群和频道',
  addPerson: '添加一个人',
  name: '名字',
  language: '界面语言',
  add: '添加',
  switchPerson: '换人',
  whatThisIs: '从这里开始',
  messages: '消息',
  commands: '机器人的命令',
  write: '写消息',
  writeAs: '以谁的身份',
  topic: '话题',
  wholeChat: '不分话题',
  menu: '命令',
  attach: '文件',
  message: '消息内容，按回车发送',
  hint: '写消息',
  send: '发送',
  close: '知道了',
  admin: '管理员',
  group: '群',
  forum: '分话题的群',
  channel: '频道',
  youAre: (/** @type {string} */ name) => `你正在扮演：${name}`,
  inChat: (/** @type {number} */ members) => `${members} 位成员`,
  block: '停用机器人',
  unblock: '重新启用机器人',
  remove: '请出机器人',
  invite: '邀请机器人',
  isBlocked: '已停用：机器人发不进消息。',
  isOut: '机器人不在这里。',
  unread: (/** @type {number} */ count) => `${count} 条未读`,
  welcomeCitizen: '试试这些命令，或点下方的“命令”看全部：',
  welcomeEditor:
    '县报编辑可以把一期报纸（Markdown 或纯文本文件）拖到这里，机器人会读出内容。也试试：',
  welcomePlace: '在这里写命令，机器人会回答：',
  edited: '已编辑',
  you: '你',
  more: '展开全文',
  less: '收起',
  copied: '已复制',
  noCommands: '机器人还没有登记命令。',
  noAnswer: '机器人没有回应这个按钮。',
  others: (/** @type {number} */ chats, /** @type {number} */ messages) =>
    `另有 ${chats} 个无人扮演的聊天，共收到 ${messages} 条消息。`,
  offline: '连接中断，正在重新连接…',
  tooLarge: '文件太大（上限 50 MB）。',
  dropHere: '松开即可发送文件',
  wide: '表格',
  joined: '机器人进群了。',
  topicOpened: (/** @type {string} */ name) => `话题“${name}”开启了。`,
  upgraded: '本群已升级为超级群。',
  topicClosed: '话题关闭了。',
  topicReopened: '话题重新开启了。',
  via: (/** @type {string} */ bot) => `通过 @${bot}`,
  results: '可以分享的内容',
  moreResults: '更多',
  noResults: '没有可以分享的内容。',
};

/** @type {typeof zh} */
const en = {
  skip: 'Skip to the message field',
  whoYouAre: 'Who you are',
  lead: 'A small Telegram on this machine: choose a person to play and talk with the real Gongbao bot. Nothing leaves this machine.',
  people: 'People',
  places: 'Groups and channels',
  addPerson: 'Add a person',
  name: 'Name',
  language: 'Language of the app',
  add: 'Add',
  switchPerson: 'People',
  whatThisIs: 'Start here',
  messages: 'Messages',
  commands: 'Commands of the bot',
  write: 'Write a message',
  writeAs: 'Write as',
  topic: 'Topic',
  wholeChat: 'No topic',
  menu: 'Menu',
  attach: 'File',
  message: 'Message, Enter sends it',
  hint: 'Message',
  send: 'Send',
  close: 'Close',
  admin: 'administrator',
  group: 'group',
  forum: 'group with topics',
  channel: 'channel',
  youAre: (name) => `You are playing ${name}`,
  inChat: (members) => `${members} members`,
  block: 'Block the bot',
  unblock: 'Unblock the bot',
  remove: 'Remove the bot',
  invite: 'Invite the bot',
  isBlocked: 'Blocked: the bot cannot write here.',
  isOut: 'The bot is not in this chat.',
  unread: (count) => `${count} unread`,
  welcomeCitizen: 'Try these commands, or “Menu” below for all of them:',
  welcomeEditor:
    'The editor can drop an issue here (text, Markdown, PDF, Word, a saved web page or a ZIP), and the bot reads it. Also try:',
  welcomePlace: 'Write a command here, and the bot answers:',
  edited: 'edited',
  you: 'You',
  more: 'Show all',
  less: 'Show less',
  copied: 'Copied',
  noCommands: 'The bot has not registered any commands yet.',
  noAnswer: 'The bot did not answer this button.',
  others: (chats, messages) =>
    `Besides, ${chats} chats nobody plays have got ${messages} messages.`,
  offline: 'Connection lost, reconnecting…',
  tooLarge: 'The file is too large (50 MB at most).',
  dropHere: 'Drop to send the file',
  wide: 'Table',
  joined: 'The bot has joined the group.',
  topicOpened: (name) => `The topic “${name}” was opened.`,
  upgraded: 'This group is now a supergroup.',
  topicClosed: 'The topic was closed.',
  topicReopened: 'The topic was opened again.',
  via: (bot) => `via @${bot}`,
  results: 'What can be shared',
  moreResults: 'More',
  noResults: 'There is nothing to share.',
};

const language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
export const texts = language === 'zh' ? zh : en;

/** Fills in the words of the page that stand still. */
export function placeTexts() {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  for (const node of document.querySelectorAll('[data-text]')) {
    node.textContent = wordOf(node.getAttribute('data-text'));
  }
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', wordOf(node.getAttribute('data-label')));
  }
  for (const node of document.querySelectorAll('[data-hint]')) {
    node.setAttribute('placeholder', wordOf(node.getAttribute('data-hint')));
  }
}

/** @param {string | null} key */
function wordOf(key) {
  const word = Object.entries(texts).find(([name]) => name === key)?.[1];
  return typeof word === 'string' ? word : '';
}
