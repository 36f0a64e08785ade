import { flushCompileCache } from 'node:module';
import { startBroker } from '../broker/broker.ts';
import { openChannel } from '../broker/channel.ts';
import { decoderWord, tellsMemoryWord } from '../shared/worker/descriptors.ts';
import { prepareSharp } from './decoding/sharp/prepare-sharp.ts';
import { openLine } from './line.ts';
import { lineToBroker } from './line-to-broker.ts';
import { serve } from './serve.ts';

/** Broker and decoder in one process. */
function serveEngine(): void {
  const channel = openChannel();
  // A hung decoder would keep an ordinary exit waiting for its thread.
  channel.onDisconnect(() => process.kill(process.pid, 'SIGKILL'));
  const { broker, decoder } = openLine();
  startBroker(channel, broker);
  serve(decoder);
  if (process.argv[2] === tellsMemoryWord) {
    void import('./tell-memory.ts').then(({ tellMemory }) =>
      tellMemory((beat) => void process.send?.(beat)),
    );
  }
}

prepareSharp();
if (process.argv[2] === decoderWord) serve(lineToBroker());
else serveEngine();
// Where there is such a cache: a worker is killed in the end and could not write it then.
flushCompileCache();
