import { describe, expect, it } from 'vitest';
import { chromiumNote, chromiumPath } from './chromium.ts';
import { ALEX, enter, leave, useStage, WANG } from './stage.ts';

describe.skipIf(chromiumPath === undefined)(`the sandbox page in Chromium${chromiumNote}`, () => {
  const { stage, open, write, expectText, focused } = useStage();

  it('a message is sent with Enter, and the answer appears by itself', async () => {
    await open();
    await write('你好');
    await expectText('你说：你好');
    expect(await stage.page.getByRole('textbox').inputValue()).toBe('');
    expect(stage.api.messages(WANG)[0]).toMatchObject({ text: '你好', from: { id: WANG } });
  });

  it('the first screen offers commands to try', async () => {
    await open();
    await stage.page.getByRole('button', { name: '/appointments' }).click();
    await expectText('你说：/appointments');
  });

  it("the menu speaks the person's language, and Escape closes it", async () => {
    await open();
    await stage.page.getByRole('button', { name: '命令', exact: true }).click();
    await stage.page.getByRole('button', { name: '/count 数页' }).waitFor();
    // A message that comes meanwhile does not take the focus away.
    await stage.bot.api.sendMessage(WANG, '打扰一下').catch(() => stage.api.start(WANG));
    await stage.page.locator('#log > article').first().waitFor();
    expect(await focused()).toBe('/count 数页');
    await stage.page.keyboard.press('Escape');
    expect(await focused()).toBe('命令');
    await stage.page.getByRole('button', { name: 'Alex' }).click();
    await stage.page.getByRole('button', { name: '命令', exact: true }).click();
    await stage.page.getByRole('button', { name: '/count Count pages' }).click();
    await stage.page.getByText('第 1 页').waitFor();
    expect(stage.api.messages(ALEX)[0]).toMatchObject({
      text: '/count',
      from: { language_code: 'en' },
    });
  });

  it('a file is sent with the button, or dropped', async () => {
    await open();
    await stage.page.getByRole('button', { name: '县报编辑' }).click();
    const file = { name: '一期.md', mimeType: 'text/markdown', buffer: Buffer.from('今日平阳') };
    await stage.page.setInputFiles('#file', file);
    await expectText('读到 一期.md');
    const dropped = await stage.page.evaluateHandle(() => {
      const carried = new DataTransfer();
      carried.items.add(new File(['今日平阳'], '二期.md'));
      return carried;
    });
    await stage.page.dispatchEvent('#scroll', 'drop', { dataTransfer: dropped });
    await expectText('读到 二期.md');
  });

  it('who blocks the bot gets nothing, and may change their mind', async () => {
    await open();
    await write('你好');
    await stage.page.getByRole('button', { name: '停用机器人' }).click();
    await stage.page.getByText('已停用').waitFor();
    expect(await stage.page.getByRole('textbox').isEnabled()).toBe(false);
    await expect(stage.bot.api.sendMessage(WANG, 'x')).rejects.toThrow(
      'bot was blocked by the user',
    );
    await stage.page.getByRole('button', { name: '重新启用机器人' }).click();
    await stage.page.getByRole('button', { name: '停用机器人' }).waitFor();
    await stage.bot.api.sendMessage(WANG, '又见面了');
    await expectText('又见面了');
  });

  it('what comes while one looks elsewhere is counted, and read when one looks', async () => {
    await open();
    stage.api.start(ALEX);
    await stage.page.getByRole('button', { name: 'Alex' }).getByLabel('1 条未读').waitFor();
    await stage.page.getByRole('button', { name: 'Alex' }).click();
    await expectText('你说：/start');
    await stage.page.getByLabel('1 条未读').waitFor({ state: 'detached' });
  });

  it('a person is added and can talk at once', async () => {
    await open();
    await stage.page.getByText('添加一个人').click();
    await stage.page.getByLabel('名字').fill('老李 <i>');
    await stage.page.getByRole('button', { name: '添加', exact: true }).click();
    await stage.page.getByText('你正在扮演：老李 <i>').waitFor();
    await write('在吗');
    await expectText('你说：在吗');
  });

  it('in a group one chooses who speaks, and in which topic', async () => {
    await open();
    await stage.page.getByRole('button', { name: '平阳大家谈' }).click();
    await stage.page.getByLabel('以谁的身份').selectOption('Alex');
    await stage.page.getByLabel('话题').selectOption('闲谈');
    await write('/hello');
    await expectText('你说：/hello');
    expect(await stage.page.locator('#log > .mine .author').textContent()).toBe('你 · 闲谈');
  });

  it('speaks English where the browser does, in the dark too', async () => {
    await open({ locale: 'en-GB', colorScheme: 'dark' });
    await stage.page.getByRole('button', { name: 'Block the bot' }).waitFor();
    expect(await stage.page.evaluate(() => document.documentElement.lang)).toBe('en');
    const paper = await stage.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).not.toBe('rgb(255, 255, 255)');
  });

  it('fits a screen of 360 pixels, where people are one button away', async () => {
    await open({ viewport: { width: 360, height: 640 } });
    await write('/rich');
    await write('/count');
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await stage.page.getByRole('button', { name: '换人' }).click();
    await stage.page.getByRole('button', { name: 'Alex' }).click();
    await stage.page.getByText('你正在扮演：Alex').waitFor();
    expect(await stage.page.getByRole('navigation').isVisible()).toBe(false);
  });

  it('connects again by itself when the server was started anew', async () => {
    await open();
    await write('旧的');
    const { port } = new URL(stage.api.url);
    await leave(stage);
    await stage.page.getByText('连接中断').waitFor();
    await enter(stage, Number(port));
    await stage.page.getByText('连接中断').waitFor({ state: 'hidden' });
    await stage.page.getByText('旧的', { exact: true }).waitFor({ state: 'detached' });
    await write('新的');
    // The browser itself reports each attempt that failed meanwhile.
    stage.complaints.length = 0;
  });
});
