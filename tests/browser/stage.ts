import type { Bot } from 'grammy';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { addCast, startLocalBotApi } from '../../src/sandbox/index.ts';
import { launchChromium } from './chromium.ts';
import { createEchoBot } from './echo-bot.ts';

type Api = Awaited<ReturnType<typeof startLocalBotApi>>;

/** What stands on the stage of one test: the server, the bot, the browser's page, and what it complained of. */
type Stage = { api: Api; bot: Bot; polling: Promise<void>; page: Page; complaints: string[] };

export const WANG = 1001;
export const ALEX = 1002;

/** Sets the stage before each test and clears it after; a complaint in the browser's console fails the test. */
export function useStage() {
  const stage = { complaints: [] as string[] } as Stage;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  beforeEach(() => enter(stage, 0));
  afterEach(async () => {
    await stage.page.context().close();
    await leave(stage);
    expect(stage.complaints).toEqual([]);
  });
  return {
    stage,
    open: (options: BrowserContextOptions = {}) => open(stage, browser, options),
    write: (text: string) => write(stage.page, text),
    lastMessage: (): Locator => stage.page.locator('#log > article').last(),
    expectText: (text: string) =>
      stage.page.locator('#log > article').last().getByText(text).waitFor(),
    focused: () => stage.page.evaluate(() => document.activeElement?.textContent ?? ''),
  };
}

/** A server with its people, and a bot that polls it. */
export async function enter(stage: Stage, port: number): Promise<void> {
  stage.complaints.length = 0;
  stage.api = await startLocalBotApi({ port, flood: 'off' });
  addCast(stage.api, { admins: [] });
  stage.bot = createEchoBot(stage.api.token, stage.api.url);
  const commands = (description: string) => [{ command: 'count', description }];
  await stage.bot.api.setMyCommands(commands('Count pages'));
  await stage.bot.api.setMyCommands(commands('数页'), { language_code: 'zh' });
  stage.polling = stage.bot.start();
}

export async function leave({ api, bot, polling }: Stage): Promise<void> {
  await bot.stop();
  await polling;
  await api.close();
}

async function open(stage: Stage, browser: Browser, options: BrowserContextOptions): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  context.setDefaultTimeout(10_000);
  stage.page = await context.newPage();
  stage.page.on('pageerror', (error) => stage.complaints.push(error.message));
  stage.page.on('console', (line) => {
    if (line.type() === 'error') stage.complaints.push(line.text());
  });
  await stage.page.goto(stage.api.url);
  await stage.page.getByRole('button', { name: '/latest' }).waitFor();
}

/** Writes as a person does, and waits for the bot's answer. */
async function write(page: Page, text: string): Promise<void> {
  const before = await page.locator('#log > .theirs').count();
  await page.getByRole('textbox').fill(text);
  await page.getByRole('textbox').press('Enter');
  await page.locator('#log > .theirs').nth(before).waitFor();
}
