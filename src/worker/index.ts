import { flushCompileCache } from 'node:module';
import { startBroker } from '../broker/broker.ts';
import { openChannel } from '../broker/channel.ts';
import { prepareSharp } from './decoding/sharp/prepare-sharp.ts';
import { openLine } from './line.ts';
import { serve } from './serve.ts';

prepareSharp();
const channel = openChannel();
// A hung decoder would keep an ordinary exit waiting for its thread.
channel.onDisconnect(() => process.kill(process.pid, 'SIGKILL'));
const { broker, decoder } = openLine();
startBroker(channel, broker);
serve(decoder);
// Where there is such a cache: a worker is killed in the end and could not write it then.
flushCompileCache();
