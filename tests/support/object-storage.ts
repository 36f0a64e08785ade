import { onTestFinished, vi } from 'vitest';
import S3rver from 's3rver';
import { freePort } from './redis.ts';
import { tempFolder } from './temp-folder.ts';

const bucket = 'pictures';

/** Object storage on a free port of this machine, with an empty bucket; answers with its address as `--store` takes it. */
export async function startObjectStorage(): Promise<string> {
  const port = await freePort();
  const server = new S3rver({
    address: '127.0.0.1',
    port,
    silent: true,
    directory: tempFolder(),
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  await server.run();
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });
  return `s3://${bucket}/farm`;
}
