import { startBroker } from './broker.ts';
import { openChannel } from './channel.ts';
import { lineToDecoder } from './line/decoder-process.ts';

const channel = openChannel();
channel.onDisconnect(() => process.kill(process.pid, 'SIGKILL'));
startBroker(
  channel,
  // The engine ends the decoder with its broker.
  lineToDecoder((fault) => {
    process.stderr.write(`the decoder said something that is no message: ${fault}\n`, () =>
      process.exit(1),
    );
  }),
);
