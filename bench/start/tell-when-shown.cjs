// Loaded before an app (`electron --require`): says when its window has something to show, and ends it.
const { app } = require('electron');

/** Processor time of each kind of process so far: Browser is main, Tab the page. */
function cpuByKind() {
  /** @type {Record<string, number>} */
  const taken = {};
  for (const { type, cpu } of app.getAppMetrics()) {
    taken[type] = (taken[type] ?? 0) + (cpu.cumulativeCPUUsage ?? 0) * 1000;
  }
  return taken;
}

app.on('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => {
    process.stdout.write(`${JSON.stringify({ shownAt: Date.now(), cpu: cpuByKind() })}\n`, () =>
      app.exit(0),
    );
  });
});
