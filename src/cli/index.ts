/**
 * The command line: what an operator types. Each command reads its words, calls one run or the
 * store, and says what came of it.
 *
 * In: arguments and the environment. Out: an exit code: 0 done, 1 failed, 2 wrong use.
 * Never: a stack trace for something the operator can mend.
 */
import { Command, CommanderError } from 'commander';
import { backupCommand } from './backup.ts';
import { broadcastCommand } from './broadcast-command.ts';
import { chatsCommand } from './chats-command.ts';
import type { Context } from './context.ts';
import { dbCommand } from './db-command.ts';
import { digestCommand } from './digest.ts';
import { evalCommand } from './eval-command.ts';
import { ingestCommand } from './ingest-command.ts';
import { migrateCommand } from './migrate.ts';
import { parseCommand } from './parse-command.ts';
import { previewCommand } from './preview.ts';
import { isExpected, sayProblem, UsageError } from './problems.ts';
import { reviewCommand } from './review-command.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status-command.ts';

export type { Context, StartPart } from './context.ts';
export { createContext } from './context.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USE = 2;

/** Runs one command to its end; `start` ends when the service is stopped. */
export async function runCommand(context: Context, words: readonly string[]): Promise<number> {
  const program = createProgram(context);
  try {
    refuseUnknownHelp(program, words);
    await program.parseAsync(words, { from: 'user' });
    return context.hasFailed() ? FAILED : DONE;
  } catch (error) {
    return explain(context, error);
  }
}

function createProgram(context: Context): Command {
  const program = new Command('gongbao')
    .description(
      'Official announcements of a county newspaper, in the chat, when they are printed.',
    )
    .version(context.version, '--version', 'print the version')
    .helpOption('-h, --help', 'say how it is used')
    .helpCommand('help [command]', 'say how a command is used');
  const commands = [
    startCommand,
    ingestCommand,
    parseCommand,
    previewCommand,
    digestCommand,
    broadcastCommand,
    chatsCommand,
    statusCommand,
    migrateCommand,
    backupCommand,
    dbCommand,
    evalCommand,
    reviewCommand,
  ];
  for (const create of commands) program.addCommand(create(context));
  endProperly(program);
  return program;
}

/** Commander shows the whole list for it, and does not say why. */
function refuseUnknownHelp(program: Command, [first, name]: readonly string[]): void {
  if (first !== 'help' || name === undefined || name === 'help' || name.startsWith('-')) return;
  if (!program.commands.some((command) => command.name() === name))
    program.error(`error: unknown command '${name}'`);
}

/** Commander would end the process itself, before output is flushed and stores are closed. */
function endProperly(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help says how it is used)');
  for (const child of command.commands) endProperly(child);
}

function explain(context: Context, error: unknown): number {
  // Commander has already printed its help or its complaint.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USE;
  if (error instanceof UsageError) {
    context.complain(error.message);
    return WRONG_USE;
  }
  if (isExpected(error)) {
    context.complain(sayProblem(error));
    return error.name === 'ConfigError' ? WRONG_USE : FAILED;
  }
  context.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return FAILED;
}
