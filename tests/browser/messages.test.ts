import { describe, expect, it } from 'vitest';
import { chromiumNote, chromiumPath } from './chromium.ts';
import { useStage } from './stage.ts';

describe.skipIf(chromiumPath === undefined)(
  `messages on the sandbox page in Chromium${chromiumNote}`,
  () => {
    const { stage, open, write, lastMessage, focused } = useStage();

    it('a button is pressed by keyboard alone, the message changes in its place, the focus stays', async () => {
      await open();
      await write('/count');
      const focusNext = async () => {
        for (let presses = 0; presses < 12 && (await focused()) !== '下一页'; presses += 1) {
          await stage.page.keyboard.press('Shift+Tab');
        }
      };
      await focusNext();
      await stage.page.keyboard.press('Enter');
      await stage.page.getByText('第 2 页', { exact: true }).waitFor();
      await stage.page.getByRole('status').getByText('到了第 2 页').waitFor();
      expect(await focused()).toBe('下一页');
      await stage.page.keyboard.press('Space');
      await stage.page.getByText('第 3 页', { exact: true }).waitFor();
      expect(await stage.page.locator('#log > article').count()).toBe(2);
      await lastMessage().getByText('已编辑').waitFor();
    });

    it('an alert waits until it is closed', async () => {
      await open();
      await write('/ask');
      await stage.page.getByRole('button', { name: '删除' }).click();
      const box = stage.page.getByRole('dialog');
      await box.getByText('已经删除。').waitFor();
      await stage.page.keyboard.press('Enter');
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
      const height = async () =>
        (await stage.page.locator('blockquote').boundingBox())?.height ?? 0;
      const clipped = await height();
      await stage.page.getByRole('button', { name: '展开全文' }).click();
      expect(await height()).toBeGreaterThan(clipped);
      await stage.page.getByRole('button', { name: '收起' }).click();
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
      await stage.page.getByRole('heading', { name: '今日平阳 2025年1月9日' }).waitFor();
      expect(await stage.page.getByRole('columnheader').allTextContents()).toEqual([
        '姓名',
        '职务',
        '机关',
        '日期',
      ]);
      const full = stage.page.getByText('平阳县人大常委会公告。');
      expect(await full.isVisible()).toBe(false);
      await stage.page.getByText('全文', { exact: true }).focus();
      await stage.page.keyboard.press('Enter');
      expect(await full.isVisible()).toBe(true);
      // A link leads only where a browser should go.
      expect(await stage.page.locator('.rich').textContent()).toContain('脚本');
      expect(await stage.page.locator('.rich a').count()).toBe(0);
    });
  },
);
