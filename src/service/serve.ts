import { setTimeout as pause } from 'node:timers/promises';
import { fullDiskLine } from '../engine/files/index.ts';
import { followHolds } from '../shared/task/follow-holds.ts';
import { waitingLine } from '../shared/task/hold-words.ts';
import { servingWords } from '../shared/words/areas/serving.ts';
import { createApp } from './app.ts';
import { isLoopback, type ServeOptions } from './command/serve-options.ts';
import type { FarmOptions } from './farm/farm.ts';
import { openService } from './open-service.ts';
import { guardsAddress } from './guard/guard.ts';
import { startError } from './command/start-error.ts';
import { takeConnections } from './guard/take-connections.ts';
import type { Helpers } from './processes.ts';
import { startRetention } from './retention/retention.ts';
import type { Service } from './service.ts';
import { sweepArrivals } from './uploads/arrivals.ts';
import { openStore } from './store/open-store.ts';

const headersMs = 10_000;
const silenceMs = 20_000;
/** Of what a service that was killed left. */
const sweepMayTakeMs = 5000;

export interface Serving {
  /** Where it listens, for example `http://127.0.0.1:5000`. */
  readonly address: string;
  readonly service: Service;
  readonly notice: string | null;
  /** Takes no more uploads, ends running attempts (their tasks go on at the next start) and lets go of everything. */
  close(): Promise<void>;
}

interface ServeContext {
  readonly version: string;
  readonly isLogging: boolean;
  readonly helpers: Helpers;
  /** Where the built page is. */
  readonly pageFolder: string;
  readonly complain: (line: string) => void;
  /** Says what is worth knowing while it runs. */
  readonly tell: (line: string) => void;
}

/** Beyond this computer a token keeps strangers out; on it, only the Host header tells a rebound name. */
function hostsOf({ host, allowHost }: ServeOptions): readonly string[] | null {
  const isOpen = !isLoopback(host) && allowHost.length === 0;
  return isOpen ? null : [...allowHost, host, 'localhost', '127.0.0.1', '[::1]'];
}

function farmOf(
  { redis: url, redisPrefix: prefix, startRate }: ServeOptions,
  tell: FarmOptions['tell'],
): FarmOptions | null {
  return url === null ? null : { place: { url, prefix }, startsPerSecond: startRate, tell };
}

export async function serve(options: ServeOptions, context: ServeContext): Promise<Serving> {
  const onBug = (error: unknown) => {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // That the queue waits for it is told below.
    if (fullDiskLine(error) === null) context.complain(words);
  };
  const farm = farmOf(options, context.tell);
  if (farm) {
    // Loaded only for those who have a farm.
    const { checkRedis } = await import('./farm/redis.ts');
    await checkRedis(farm.place);
  }
  const store = await openStore(options.store);
  const service = await openService({
    store,
    dataFolder: options.data,
    helpers: context.helpers,
    farm,
    limits: {
      maxUploadBytes: options.maxUpload,
      maxBatchBytes: options.maxBatch,
      queueLimit: options.queueLimit,
      submitterLimit: options.submitterLimit,
    },
    jobs: options.jobs,
    version: context.version,
    speaksLegacyApi: options.compat,
    onBug,
    onNotice: context.complain,
  });
  service.engine.subscribe(
    followHolds((hold) => {
      if (hold === null) context.tell(servingWords('queueGoesOn'));
      else context.complain(waitingLine(hold));
    }),
  );
  const { host, port, token: tokens, readOnlyToken: readOnlyTokens } = options;
  // Its drive may not answer: then what is left over waits for another start.
  const sweeping = sweepArrivals(service).catch(() => undefined);
  await Promise.race([sweeping, pause(sweepMayTakeMs, undefined, { ref: false })]);
  const app = await createApp(service, {
    access: { tokens, readOnlyTokens, hosts: hostsOf(options) },
    requestsPerMinute: options.rateLimit,
    timeouts: { headersMs, requestMs: options.requestTimeout, silenceMs },
    version: context.version,
    isLogging: context.isLogging,
    pageFolder: context.pageFolder,
  });
  const { retention: maxAgeMs, retentionSize: maxBytes } = options;
  const retention = startRetention(service, { maxAgeMs, maxBytes }, onBug);
  const close = async () => {
    retention.close();
    await app.close();
    await service.close();
  };
  try {
    const address = guardsAddress() ?? (await app.listen({ host, port }));
    if (guardsAddress() !== null) await takeConnections(app);
    return { address, service, notice: service.notice, close };
  } catch (error) {
    await close();
    throw startError(error, { host, port });
  }
}
