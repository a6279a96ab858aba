type Pairs = readonly (readonly [string, string])[];

/** Simplified, traditional: places for which the library's dictionary chooses another letter. */
export const printedWords: Pairs = [
  ['天台县', '天台縣'],
  ['天台山', '天台山'],
  ['台山', '台山'],
  ['于都', '于都'],
  ['于洪', '于洪'],
  ['频道里', '頻道裡'],
  ['报道里', '報道裡'],
];

/** Of the bot's own words, once in traditional letters: as they are said where those are read. */
export const ownWords: Pairs = [
  ['客戶端', '用戶端'],
  ['服務器', '伺服器'],
  ['數據庫', '資料庫'],
  ['數據', '資料'],
  ['文字文件', '文字檔'],
  ['文件', '檔案'],
  ['壓縮包', '壓縮檔'],
  ['用戶名', '使用者名稱'],
  ['設置', '設定'],
  ['消息', '訊息'],
  ['回復', '回覆'],
  ['信息', '資訊'],
  ['查找', '搜尋'],
  ['默認', '預設'],
  ['內存', '記憶體'],
  ['視頻', '影片'],
  ['屏幕', '螢幕'],
  ['鏈接', '連結'],
  ['報道', '報導'],
  ['賬', '帳'],
  ['公佈', '公布'],
  ['迪拜', '杜拜'],
  ['悉尼', '雪梨'],
  ['巴塞羅那', '巴塞隆納'],
  ['約翰內斯堡', '約翰尼斯堡'],
];
