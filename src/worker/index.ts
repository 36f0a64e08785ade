import { flushCompileCache } from 'node:module';
import { openChannel } from './channel.ts';
import { prepareSharp } from './decoding/sharp/prepare-sharp.ts';
import { serve } from './serve.ts';

prepareSharp();
const channel = openChannel();
// A hung decoder would keep an ordinary exit waiting for its thread.
channel.onDisconnect(() => process.kill(process.pid, 'SIGKILL'));
serve(channel);
// Where there is such a cache: a worker is killed in the end and could not write it then.
flushCompileCache();
