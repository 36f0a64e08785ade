// Loaded before a program (`--import`) that is to kill itself at the moment that the environment names.
import { killAt, type KillPoint } from './kill-point.ts';

const { THUMBLINE_KILL: raw } = process.env;
// Not in the processes that it starts.
delete process.env['THUMBLINE_KILL'];
if (raw !== undefined) killAt(JSON.parse(raw) as KillPoint);
