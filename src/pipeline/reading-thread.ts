/** The other end of `read-in-thread.ts`: reads what it is sent, one after the other, and answers. */
import { parentPort } from 'node:worker_threads';
import { ParseError } from '../parse/index.ts';
import { SourceError } from '../source/index.ts';
import type { Answer, PlainRefusal } from './read-in-thread.ts';
import { type Readable, type Refusal, readIssues } from './read-issues.ts';

parentPort?.on('message', async (input: Readable) => {
  parentPort?.postMessage(await answer(input));
});

async function answer(input: Readable): Promise<Answer> {
  try {
    const { issues, refused } = await readIssues(input);
    return { kind: 'read', issues, refused: refused.map(plainly) };
  } catch (error) {
    if (error instanceof SourceError || error instanceof ParseError)
      return { kind: 'refused', refusal: plainly(error) };
    // Our own mistake: its words and its place go to the log of the one who asked.
    return { kind: 'failed', error };
  }
}

/** An error loses its class on its way between threads. */
function plainly({ name, source, fault, reason }: Refusal): PlainRefusal {
  return { name, source, fault, reason } as PlainRefusal;
}
