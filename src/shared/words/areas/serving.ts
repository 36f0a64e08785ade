// Written by `npm run words` from en/serving.json.
import { area } from '../area.ts';

interface Needs {
  readonly "value.whole": { readonly low: string | number; readonly high: string | number };
  readonly "port.taken": { readonly port: string | number };
  readonly "port.refused": { readonly port: string | number };
  readonly "address.none": { readonly host: string | number };
  readonly "serves": { readonly address: string | number };
  readonly "works": { readonly name: string | number; readonly jobs: number };
  readonly "seeHelp": { readonly problem: string | number; readonly command: string | number };
}

export const servingWords = area<Needs>()('serving', {
  "print.version": "print the version",
  "print.help": "print this",
  "value.whole": ["Use a whole number from ",["low"]," to ",["high"],"."],
  "value.size": "Use a size like 500kB, 50MB or 2GB.",
  "value.time": "Use a time like 30s, 15m, 12h or 7d.",
  "value.token": "Use 8 to 200 letters, digits and signs, without spaces.",
  "value.redis": "Use redis://host:port or rediss://…",
  "value.word": "Use letters, digits and \"-\".",
  "port.taken": ["Port ",["port"]," is taken by another program. Choose another with --port."],
  "port.refused": ["This user may not listen on port ",["port"],". Choose one above 1023 with --port."],
  "address.none": ["This computer has no address ",["host"],". Choose another with --host."],
  "serves": ["Thumbline serves at ",["address"]],
  "works": ["Thumbline works as ",["name"],", ",["jobs","number"]," at once"],
  "seeHelp": [["problem"]," See thumbline ",["command"]," --help."],
  "worker.about": "Makes the pictures that services put on Redis. Start as many as you like.",
  "worker.needsRedis": "A worker needs --redis.",
  "worker.redis": "where the service puts its jobs",
  "worker.redisPrefix": "as the service has it",
  "worker.store": "as the service has it: a folder or s3://bucket/prefix",
  "worker.jobs": "pictures at once (default: cores)",
  "worker.name": "what the monitor calls it (default: the host’s name)",
  "worker.stalledAfter": "silence after which others do its jobs",
  "serve.host": "where to listen (default: 127.0.0.1)",
  "serve.port": "0 takes a free one (default: 5000)",
  "serve.token": "who may do everything; several with commas",
  "serve.readOnlyToken": "who may only look",
  "serve.allowHost": "further names this service is called by",
  "serve.redis": "let `thumbline worker` processes make the pictures",
  "serve.redisPrefix": "keeps farms on one Redis apart",
  "serve.store": "uploads and outputs: a folder or s3://bucket/prefix",
  "serve.data": "the history (default: the store, if it is a folder)",
  "serve.maxUpload": "largest upload (default: 100MB)",
  "serve.queueLimit": "unfinished tasks at once (default: 100000)",
  "serve.submitterLimit": "the same for each token",
  "serve.retention": "remove what is older, for example 7d",
  "serve.retentionSize": "keep the store below that",
  "serve.requestTimeout": "for a whole upload (5m)",
  "serve.rateLimit": "requests a minute for each token; 0 sets none",
  "serve.startRate": "pictures begun a second by all workers",
  "serve.jobs": "pictures at once without Redis (default: cores)",
  "serve.about": "Takes pictures over HTTP and makes their thumbnails.",
  "serve.compat": "the words and status codes of the old service, for its old clients",
  "serve.needsToken": "Beyond this computer a token is needed: add --token.",
  "serve.rateNeedsFarm": "A start rate is for a farm: add --redis.",
  "serve.objectsNeedFarm": "With s3:// the pictures are made by workers: add --redis.",
  "serve.objectsNeedData": "With s3:// the history needs a folder of its own: add --data.",
  "drive.silent": "The drive of the history does not answer. Nothing is taken until it does.",
  "drive.answers": "It answers again.",
  "queueGoesOn": "The queue goes on.",
  "serve.maxRequest": "all pictures of one request (default: 1GB)",
});
