import { Command } from 'commander';
import type { Context } from './context.ts';

export function reviewCommand(context: Context): Command {
  const review = new Command('review').description('what admins said of facts read with doubt');
  review
    .command('export')
    .description('write each reviewed article as a labelled text that eval reads')
    .argument('<dir>', 'the folder; it must be empty or not be there')
    .action(async (dir: string) => (await import('./review.ts')).exportReviews(context, dir));
  return review;
}
