import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { launchChromium } from './browser/chromium.ts';
import { startConversation } from './support/conversation.ts';
import { play, readWalkthrough } from './support/walkthrough.ts';

const PAGE = 'docs/walkthrough.md';
/** `npm run pictures`: the pictures of the page are taken anew. */
const takesPictures = process.env['PICTURES'] === '1';

it('a citizen’s first ten minutes go as docs/walkthrough.md tells them', async () => {
  const talk = await startConversation();
  const citizen = talk.citizen();
  const steps = readWalkthrough(await readFile(PAGE, 'utf8'));
  expect(steps.length).toBeGreaterThan(50);
  const page = takesPictures ? await openPage(talk.telegram.url) : undefined;
  const picture = async (name: string) => {
    if (page) await takePicture(page, `docs/images/${name}`);
  };
  await play(steps, { talk, citizen, picture });
}, 60_000);

/** As 王芳 sees it. */
async function openPage(url: string): Promise<Page> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1000, height: 860 },
  });
  await page.goto(url);
  await page.getByRole('button', { name: '王芳' }).click();
  return page;
}

async function takePicture(page: Page, path: string): Promise<void> {
  await page.waitForTimeout(700); // what was said last has come
  await page.locator('#scroll').evaluate((log) => log.scrollTo(0, log.scrollHeight));
  await page.screenshot({ path });
}
