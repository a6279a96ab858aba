/** 语言。 */
export const languagesZh = {
  /** Whoever cannot read the one may read the other. */
  button: '语言 · Language',
  ask: '我用哪种语言和您说话？群和频道里由管理员选择。选“繁體中文”时，报纸的内容也会转换成繁体字。',
  chosen: (language: string) => `好的，以后在这里都用${language}。随时可以发送 /language 更改。`,
  usage: '没有看懂要用哪种语言。请按下面的按钮选择，也可以这样写：/language English',
};
