import { SandboxError, type World } from '../world/world.ts';

/** Asks again after every change in the world, until there is an answer. */
export function waitFor<T>(
  world: World,
  probe: () => T | undefined | false,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      world.changeListeners.delete(check);
      act();
    };
    const check = () => {
      try {
        const answer = probe();
        if (answer !== undefined && answer !== false) settle(() => resolve(answer));
      } catch (error) {
        settle(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    const timer = setTimeout(
      () => settle(() => reject(new SandboxError(`Not seen within ${timeoutMs} ms: ${probe}`))),
      timeoutMs,
    );
    world.changeListeners.add(check);
    check();
  });
}
