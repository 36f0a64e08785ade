#!/usr/bin/env node
// The program `thumbline` of the npm package. Old versions of Node read this file too: what they lack is loaded after the check.
import { existsSync } from 'node:fs';

const oldest = { major: 22, minor: 18 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isOld = major < oldest.major || (major === oldest.major && minor < oldest.minor);

const inCheckout = new URL('../scripts/thumbline.js', import.meta.url);

// A checkout that was installed by its folder builds what it needs and brings a Node of its own.
if (existsSync(inCheckout)) await import(inCheckout.href);
else if (isOld) {
  process.stderr.write(
    `thumbline: This is Node ${process.versions.node}. Thumbline needs Node ${oldest.major}.${oldest.minor} or newer: https://nodejs.org\n`,
  );
  process.exitCode = 2;
} else await import(new URL('../out/main/cli.js', import.meta.url).href);
