import type { Bot } from 'grammy';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addCast, startLocalBotApi } from '../../src/sandbox/index.ts';
import { chromiumNote, chromiumPath, launchChromium } from './chromium.ts';
import { createEchoBot } from './echo-bot.ts';

const WANG = 1001;
const ALEX = 1002;

describe.skipIf(chromiumPath === undefined)(`the sandbox page in Chromium${chromiumNote}`, () => {
  let browser: Browser;
  let api: Awaited<ReturnType<typeof startLocalBotApi>>;
  let bot: Bot;
  let polling: Promise<void>;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    api = await startLocalBotApi({ port: 0, flood: 'off' });
    addCast(api, { admins: [] });
    bot = createEchoBot(api.token, api.url);
    await bot.api.setMyCommands([{ command: 'count', description: 'Count pages' }]);
    await bot.api.setMyCommands([{ command: 'count', description: '数页' }], {
      language_code: 'zh',
    });
    polling = bot.start();
    complaints.length = 0;
  });
  afterEach(async () => {
    await page.context().close();
    await bot.stop();
    await polling;
    await api.close();
    expect(complaints).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ locale: 'zh-CN', ...options });
    context.setDefaultTimeout(10_000);
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    await page.goto(api.url);
    await page.getByRole('button', { name: '/latest' }).waitFor();
  }

  /** Writes as a person does, and waits for the bot's answer. */
  async function write(text: string): Promise<void> {
    const before = await page.locator('#log > .theirs').count();
    await page.getByRole('textbox').fill(text);
    await page.getByRole('textbox').press('Enter');
    await page.locator('#log > .theirs').nth(before).waitFor();
  }

  const lastMessage = () => page.locator('#log > article').last();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

  it('a message is sent with Enter, and the answer appears by itself', async () => {
    await open();
    await write('你好');
    await expectText('你说：你好');
    expect(await page.getByRole('textbox').inputValue()).toBe('');
    expect(api.messages(WANG)[0]).toMatchObject({ text: '你好', from: { id: WANG } });
  });

  async function expectText(text: string): Promise<void> {
    await lastMessage().getByText(text).waitFor();
  }

  it('the first screen offers commands to try', async () => {
    await open();
    await page.getByRole('button', { name: '/appointments' }).click();
    await expectText('你说：/appointments');
  });

  it('a button is pressed by keyboard alone, the message changes in its place, the focus stays', async () => {
    await open();
    await write('/count');
    const focusNext = async () => {
      for (let presses = 0; presses < 12 && (await focused()) !== '下一页'; presses += 1) {
        await page.keyboard.press('Shift+Tab');
      }
    };
    await focusNext();
    await page.keyboard.press('Enter');
    await page.getByText('第 2 页', { exact: true }).waitFor();
    await page.getByRole('status').getByText('到了第 2 页').waitFor();
    expect(await focused()).toBe('下一页');
    await page.keyboard.press('Space');
    await page.getByText('第 3 页', { exact: true }).waitFor();
    expect(await page.locator('#log > article').count()).toBe(2);
    await lastMessage().getByText('已编辑').waitFor();
  });

  it('an alert waits until it is closed', async () => {
    await open();
    await write('/ask');
    await page.getByRole('button', { name: '删除' }).click();
    const box = page.getByRole('dialog');
    await box.getByText('已经删除。').waitFor();
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
  });

  it('formatting is shown, and text is never markup', async () => {
    await open();
    await write('/format');
    const message = lastMessage();
    expect(await message.locator('.text > b').allTextContents()).toEqual(['标题']);
    expect(await message.locator('i').textContent()).toBe('斜体');
    expect(await message.locator('blockquote').textContent()).toBe('引文在这里');
    expect(
      await message.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href'))),
    ).toEqual(['https://www.zjpy.gov.cn/']);
    expect(await message.textContent()).toContain('<b>不是标记</b>');
  });

  it('a long quotation opens and closes', async () => {
    await open();
    await write('/long');
    const height = async () => (await page.locator('blockquote').boundingBox())?.height ?? 0;
    const clipped = await height();
    await page.getByRole('button', { name: '展开全文' }).click();
    expect(await height()).toBeGreaterThan(clipped);
    await page.getByRole('button', { name: '收起' }).click();
    expect(await height()).toBe(clipped);
  });

  it('a long answer is read from its beginning', async () => {
    await open({ viewport: { width: 800, height: 400 } });
    await write('/lines');
    const answer = await lastMessage().boundingBox();
    expect(answer?.y).toBeGreaterThan(0);
    expect(answer?.height).toBeGreaterThan(400);
  });

  it('a rich message has headings, tables and details that open', async () => {
    await open();
    await write('/rich');
    await page.getByRole('heading', { name: '今日平阳 2025年1月9日' }).waitFor();
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      '姓名',
      '职务',
      '机关',
      '日期',
    ]);
    const full = page.getByText('平阳县人大常委会公告。');
    expect(await full.isVisible()).toBe(false);
    await page.getByText('全文', { exact: true }).focus();
    await page.keyboard.press('Enter');
    expect(await full.isVisible()).toBe(true);
    // A link leads only where a browser should go.
    expect(await page.locator('.rich').textContent()).toContain('脚本');
    expect(await page.locator('.rich a').count()).toBe(0);
  });

  it("the menu speaks the person's language, and Escape closes it", async () => {
    await open();
    await page.getByRole('button', { name: '命令', exact: true }).click();
    await page.getByRole('button', { name: '/count 数页' }).waitFor();
    // A message that comes meanwhile does not take the focus away.
    await bot.api.sendMessage(WANG, '打扰一下').catch(() => api.start(WANG));
    await page.locator('#log > article').first().waitFor();
    expect(await focused()).toBe('/count 数页');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('命令');
    await page.getByRole('button', { name: 'Alex' }).click();
    await page.getByRole('button', { name: '命令', exact: true }).click();
    await page.getByRole('button', { name: '/count Count pages' }).click();
    await page.getByText('第 1 页').waitFor();
    expect(api.messages(ALEX)[0]).toMatchObject({ text: '/count', from: { language_code: 'en' } });
  });

  it('a file is sent with the button, or dropped', async () => {
    await open();
    await page.getByRole('button', { name: '县报编辑' }).click();
    const file = { name: '一期.md', mimeType: 'text/markdown', buffer: Buffer.from('今日平阳') };
    await page.setInputFiles('#file', file);
    await expectText('读到 一期.md');
    const dropped = await page.evaluateHandle(() => {
      const carried = new DataTransfer();
      carried.items.add(new File(['今日平阳'], '二期.md'));
      return carried;
    });
    await page.dispatchEvent('#scroll', 'drop', { dataTransfer: dropped });
    await expectText('读到 二期.md');
  });

  it('who blocks the bot gets nothing, and may change their mind', async () => {
    await open();
    await write('你好');
    await page.getByRole('button', { name: '停用机器人' }).click();
    await page.getByText('已停用').waitFor();
    expect(await page.getByRole('textbox').isEnabled()).toBe(false);
    await expect(bot.api.sendMessage(WANG, 'x')).rejects.toThrow('bot was blocked by the user');
    await page.getByRole('button', { name: '重新启用机器人' }).click();
    await page.getByRole('button', { name: '停用机器人' }).waitFor();
    await bot.api.sendMessage(WANG, '又见面了');
    await expectText('又见面了');
  });

  it('what comes while one looks elsewhere is counted, and read when one looks', async () => {
    await open();
    api.start(ALEX);
    await page.getByRole('button', { name: 'Alex' }).getByLabel('1 条未读').waitFor();
    await page.getByRole('button', { name: 'Alex' }).click();
    await expectText('你说：/start');
    await page.getByLabel('1 条未读').waitFor({ state: 'detached' });
  });

  it('a person is added and can talk at once', async () => {
    await open();
    await page.getByText('添加一个人').click();
    await page.getByLabel('名字').fill('老李 <i>');
    await page.getByRole('button', { name: '添加', exact: true }).click();
    await page.getByText('你正在扮演：老李 <i>').waitFor();
    await write('在吗');
    await expectText('你说：在吗');
  });

  it('in a group one chooses who speaks, and in which topic', async () => {
    await open();
    await page.getByRole('button', { name: '平阳大家谈' }).click();
    await page.getByLabel('以谁的身份').selectOption('Alex');
    await page.getByLabel('话题').selectOption('闲谈');
    await write('/hello');
    await expectText('你说：/hello');
    expect(await page.locator('#log > .mine .author').textContent()).toBe('你 · 闲谈');
  });

  it('speaks English where the browser does, in the dark too', async () => {
    await open({ locale: 'en-GB', colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Block the bot' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).not.toBe('rgb(255, 255, 255)');
  });

  it('fits a screen of 360 pixels, where people are one button away', async () => {
    await open({ viewport: { width: 360, height: 640 } });
    await write('/rich');
    await write('/count');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByRole('button', { name: '换人' }).click();
    await page.getByRole('button', { name: 'Alex' }).click();
    await page.getByText('你正在扮演：Alex').waitFor();
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
  });

  it('connects again by itself when the server was started anew', async () => {
    await open();
    await write('旧的');
    const { port } = new URL(api.url);
    await bot.stop();
    await polling;
    await api.close();
    await page.getByText('连接中断').waitFor();
    api = await startLocalBotApi({ port: Number(port), flood: 'off' });
    addCast(api, { admins: [] });
    bot = createEchoBot(api.token, api.url);
    polling = bot.start();
    await page.getByText('连接中断').waitFor({ state: 'hidden' });
    await page.getByText('旧的', { exact: true }).waitFor({ state: 'detached' });
    await write('新的');
    // The browser itself reports each attempt that failed meanwhile.
    complaints.length = 0;
  });
});
