import { simplify } from '../domain/index.ts';

const GREETING =
  /^(?:[你您]们?好|大家好|早上?好|早安|上午好|中午好|下午好|晚上好|在吗|hi|hello|hey|good (?:morning|afternoon|evening))$/u;
const THANKS =
  /^(?:(?:太|非常|十分)?(?:谢谢|多谢|感谢)(?:您|你|了|啦)*|thanks?|thank you|many thanks)$/u;

/** Who greets or thanks looks for nothing. */
export function courtesyOf(words: string): 'greeting' | 'thanks' | undefined {
  const said = simplify(words)
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+$/u, '');
  if (GREETING.test(said)) return 'greeting';
  return THANKS.test(said) ? 'thanks' : undefined;
}
