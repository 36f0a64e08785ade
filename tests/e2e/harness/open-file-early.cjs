// Loaded before the app: says 'open-file' as macOS does when a file starts the app, once somebody listens and before it is ready.
const { app } = require('electron');

// The app must not take this file for one to open.
process.argv.splice(process.argv.indexOf('-r'), 2);

app.on('newListener', (name) => {
  if (name !== 'open-file') return;
  process.nextTick(() => {
    const event = { preventDefault() {} };
    if (!app.isReady()) app.emit('open-file', event, process.env.THUMBLINE_OPENED_EARLY);
  });
});
