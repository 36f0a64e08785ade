/** The longest time between two turns, and the longest in processor time: the second hardly depends on what else runs. */
export function watchGaps(): () => { readonly wallMs: number; readonly cpuMs: number } {
  const cpuNow = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [at, cpuAt, wallMs, cpuMs] = [performance.now(), cpuNow(), 0, 0];
  const look = () => {
    const [now, cpu] = [performance.now(), cpuNow()];
    wallMs = Math.max(wallMs, now - at);
    cpuMs = Math.max(cpuMs, cpu - cpuAt);
    [at, cpuAt] = [now, cpu];
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return { wallMs, cpuMs };
  };
}
