import { Bot, InlineKeyboard } from 'grammy';

const cell = (text: string, isHeader = false) => ({
  text,
  ...(isHeader ? { is_header: true as const } : {}),
  align: 'left' as const,
  valign: 'top' as const,
});

/** A bot that says just enough to see everything the page can show. */
export function createEchoBot(token: string, apiRoot: string): Bot {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.command('count', (ctx) =>
    ctx.reply('第 1 页', {
      reply_markup: new InlineKeyboard().text('上一页', 'n:0').text('下一页', 'n:2'),
    }),
  );
  bot.callbackQuery(/^n:(\d+)$/, async (ctx) => {
    const page = Number(ctx.match[1]);
    const reply_markup = new InlineKeyboard()
      .text('上一页', `n:${page - 1}`)
      .text('下一页', `n:${page + 1}`);
    await ctx.editMessageText(`第 ${page} 页`, { reply_markup });
    await ctx.answerCallbackQuery(`到了第 ${page} 页`);
  });
  bot.command('ask', (ctx) =>
    ctx.reply('要删除吗？', { reply_markup: new InlineKeyboard().text('删除', 'alert') }),
  );
  bot.callbackQuery('alert', (ctx) =>
    ctx.answerCallbackQuery({ text: '已经删除。', show_alert: true }),
  );
  bot.command('format', (ctx) => {
    const text = '标题 斜体 链接 <b>不是标记</b>\n引文在这里\n结束';
    return ctx.reply(text, {
      entities: [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'italic', offset: 3, length: 2 },
        { type: 'text_link', offset: 6, length: 2, url: 'https://www.zjpy.gov.cn/' },
        { type: 'blockquote', offset: text.indexOf('引文'), length: 5 },
      ],
    });
  });
  bot.command('long', (ctx) => {
    const text = '平阳县人民代表大会常务委员会关于接受辞职请求的决定。'.repeat(10);
    const quote = { type: 'expandable_blockquote', offset: 0, length: text.length } as const;
    return ctx.reply(text, { entities: [quote] });
  });
  bot.command('lines', (ctx) =>
    ctx.reply(Array.from({ length: 60 }, (_, n) => `第 ${n} 行`).join('\n')),
  );
  bot.command('rich', (ctx) =>
    ctx.api.raw.sendRichMessage({
      chat_id: ctx.chat.id,
      rich_message: {
        blocks: [
          { type: 'heading', size: 1, text: '今日平阳 2025年1月9日' },
          { type: 'paragraph', text: ['任命 ', { type: 'bold', text: '张峻榕' }, ' 为副县长。'] },
          {
            type: 'table',
            cells: [
              ['姓名', '职务', '机关', '日期'].map((text) => cell(text, true)),
              ['张峻榕', '副县长', '平阳县人民政府', '2025-01-08'].map((text) => cell(text)),
            ],
          },
          {
            type: 'details',
            summary: '全文',
            blocks: [{ type: 'paragraph', text: '平阳县人大常委会公告。' }],
          },
          {
            type: 'footer',
            text: ['来源：', { type: 'url', text: '脚本', url: 'javascript:alert(1)' }],
          },
        ],
      },
    }),
  );
  bot.on('inline_query', (ctx) => {
    const { query, offset } = ctx.inlineQuery;
    const page = Number(offset || 1);
    const result = {
      type: 'article' as const,
      id: `${page}`,
      title: `${query} 之 ${page}`,
      description: '一条',
      input_message_content: { message_text: `转发：${query} 之 ${page}` },
    };
    return ctx.answerInlineQuery([result], { next_offset: page < 2 ? `${page + 1}` : '' });
  });
  bot.on('message:document', (ctx) => ctx.reply(`读到 ${ctx.message.document.file_name}`));
  bot.on('message:text', (ctx) => ctx.reply(`你说：${ctx.message.text}`));
  return bot;
}
