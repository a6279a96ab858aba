/**
 * Milliseconds of processor time this process spends on the work, its awaited parts included. Not
 * time by the clock: what else the machine does is nobody's fault.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
