// Whether a window can be opened here.
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const answerLimitMs = 2_000;

function answers(options) {
  return new Promise((resolve) => {
    const socket = connect({ ...options, timeout: answerLimitMs });
    const answer = (isThere) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

/** `:1` and `unix:1` are sockets of this machine, `host:10` is reached over TCP. A named display may be stale. */
async function hasX11(display) {
  const match = /^(.*):(\d+)(\.\d+)?$/.exec(display ?? '');
  if (match === null) return false;
  const [, host, number] = match;
  if (host !== '' && host !== 'unix') return answers({ host, port: 6000 + Number(number) });
  const path = `/tmp/.X11-unix/X${number}`;
  // Linux may keep the socket without a file, under an abstract name.
  return (await answers({ path })) || answers({ path: `\0${path}` });
}

/** @param {NodeJS.ProcessEnv} environment */
function hasWayland({ WAYLAND_DISPLAY: name, XDG_RUNTIME_DIR: folder }) {
  return name ? existsSync(join(folder ?? '/', name)) : false;
}

export async function hasDisplay(environment = process.env) {
  if (process.platform !== 'linux') return true;
  return hasWayland(environment) || hasX11(environment.DISPLAY);
}
