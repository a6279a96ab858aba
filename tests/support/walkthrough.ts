import { expect, vi } from 'vitest';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueReminders } from '../../src/pipeline/queue-reminders.ts';
import { type Conversation, labelsOf, type Speaker, textsOf } from './conversation.ts';

/** One line of a walkthrough. */
export type Step =
  | { readonly kind: 'says'; readonly words: string }
  | { readonly kind: 'presses'; readonly label: string }
  /** Stands in what the bot last said. */
  | { readonly kind: 'hears'; readonly line: string }
  | { readonly kind: 'sees'; readonly labels: readonly string[] }
  /** By the clocks of the paper's town. */
  | { readonly kind: 'waits'; readonly until: string }
  | { readonly kind: 'picture'; readonly name: string };

const WORDINGS: readonly { readonly pattern: RegExp; readonly read: (text: string) => Step }[] = [
  { pattern: /^王芳：(.+)$/u, read: (words) => ({ kind: 'says', words }) },
  { pattern: /^王芳按：(.+)$/u, read: (label) => ({ kind: 'presses', label }) },
  { pattern: /^公报：(.+)$/u, read: (line) => ({ kind: 'hears', line }) },
  { pattern: /^按钮：(.+)$/u, read: (text) => ({ kind: 'sees', labels: text.split(' | ') }) },
  { pattern: /^时钟：(.+)$/u, read: (until) => ({ kind: 'waits', until }) },
];
const PICTURE = /^!\[[^\]]*\]\(images\/([\w-]+\.png)\)$/u;

/** The steps of a walkthrough's page. A line in a block of talk that is none of them is a mistake in it. */
export function readWalkthrough(page: string): Step[] {
  let isTalk = false;
  return page.split('\n').flatMap((line): Step[] => {
    if (line.startsWith('```')) {
      isTalk = line === '```chat';
      return [];
    }
    const picture = PICTURE.exec(line)?.[1];
    if (picture !== undefined) return [{ kind: 'picture', name: picture }];
    return isTalk ? [readTalk(line)] : [];
  });
}

function readTalk(line: string): Step {
  for (const { pattern, read } of WORDINGS) {
    const text = pattern.exec(line)?.[1];
    if (text !== undefined) return read(text);
  }
  throw new Error(`This is no step of a walkthrough: ${line}`);
}

type Stage = {
  readonly talk: Conversation;
  readonly citizen: Speaker;
  readonly picture: (name: string) => Promise<void>;
};

/** Plays the steps in their order, and fails at the first that does not come true. */
export async function play(steps: readonly Step[], stage: Stage): Promise<void> {
  const { talk, citizen } = stage;
  talk.sender.start();
  let heard: Awaited<ReturnType<Speaker['says']>> = [];
  for (const step of steps)
    switch (step.kind) {
      case 'says':
        heard = await citizen.says(step.words);
        break;
      case 'presses':
        heard = [...(await citizen.presses(step.label)).answers];
        break;
      case 'waits':
        heard = await wait(stage, step.until);
        break;
      case 'hears':
        expect(textsOf(heard)).toContain(step.line);
        break;
      case 'sees':
        expect(heard.flatMap(labelsOf)).toEqual(expect.arrayContaining([...step.labels]));
        break;
      case 'picture':
        await stage.picture(step.name);
        break;
    }
}

/** Puts the clock forward, does what the timetable does then, and gives what came by itself. */
async function wait({ talk, citizen }: Stage, until: string) {
  const { db, clock } = talk;
  const before = talk.telegram.botMessages(citizen.id).length;
  const came = () => talk.telegram.botMessages(citizen.id).slice(before);
  const ms = Date.parse(`${until.replace(' ', 'T')}:00+08:00`) - clock.now().getTime();
  if (ms < 0) throw new Error(`The clock does not go back to ${until}`);
  clock.advance(ms + 1_000);
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  const deps = { db, now: clock.now, schedule, style: 'classic' as const };
  // Twice: what was told once is not told again.
  for (const round of [1, 2]) {
    await queueDigests(deps, { onlyNew: false });
    await queueReminders({ db, now: clock.now, timezone: schedule.timezone });
    talk.sender.wake();
    await vi.waitFor(() => expect(came(), `in round ${round}`).toHaveLength(1), 5_000);
  }
  return came();
}
