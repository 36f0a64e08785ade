// Loaded before an app (`electron --require`): says when its window has something to show, and ends it.
const { app } = require('electron');

const cpuMs = () =>
  app.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0) * 1000, 0);

app.on('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => {
    process.stdout.write(`${JSON.stringify({ shownAt: Date.now(), cpuMs: cpuMs() })}\n`, () =>
      app.exit(0),
    );
  });
});
