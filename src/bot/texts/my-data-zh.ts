/** 我的数据。 */
export const myDataZh = {
  exported:
    '这个文件里是关于这个聊天保存的全部内容，用记事本一类的程序就能打开。说明请看 /privacy，删除请用 /forget。',
  nothingKept: '关于这个聊天什么都没有保存，所以没有文件可发。保存什么，请看 /privacy。',
};
