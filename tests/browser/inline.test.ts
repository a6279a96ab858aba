import { describe, expect, it } from 'vitest';
import { chromiumNote, chromiumPath } from './chromium.ts';
import { useStage, WANG } from './stage.ts';

describe.skipIf(chromiumPath === undefined)(
  `inline mode on the sandbox page in Chromium${chromiumNote}`,
  () => {
    const { stage, open } = useStage();

    it('words behind the bot’s name bring up a list, and what is chosen is sent via the bot', async () => {
      await open();
      const { username } = stage.api.bot;
      await stage.page.getByRole('textbox').fill(`@${username} 副县长`);
      const list = stage.page.getByRole('region', { name: '可以分享的内容' });
      await list.getByRole('button', { name: '副县长 之 1' }).waitFor();
      await list.getByRole('button', { name: '更多' }).click();
      await list.getByRole('button', { name: '副县长 之 2' }).click();
      const sent = stage.page.locator('#log > .mine').last();
      await sent.getByText('转发：副县长 之 2').waitFor();
      await sent.getByText(`通过 @${username}`).waitFor();
      expect(await list.isVisible()).toBe(false);
      expect(await stage.page.getByRole('textbox').inputValue()).toBe('');
      expect(stage.api.messages(WANG)[0]).toMatchObject({ via_bot: { username } });
    });
  },
);
