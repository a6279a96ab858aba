/** The other end of `read-apart.ts`: reads what it is sent, one after the other, and answers. */
import { ParseError } from '../parse/index.ts';
import { SourceError } from '../source/index.ts';
import type { Answer, PlainRefusal } from './read-apart.ts';
import { type Readable, type Refusal, readIssues } from './read-issues.ts';
import { endWithParent } from './reader-process.ts';

process.on('message', (input: Readable) => {
  void answer(input).then((read) => process.send?.(read));
});
endWithParent();
// Of a service both are told to stop; who asked decides whether what it reads is waited for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

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

/** An error loses its class on its way between processes. */
function plainly({ name, source, fault, reason }: Refusal): PlainRefusal {
  return { name, source, fault, reason } as PlainRefusal;
}
