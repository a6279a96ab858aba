/**
 * Milliseconds of processor time this thread spends on the work, its awaited parts included. Not
 * time by the clock: what else the machine does is nobody's fault.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
