#!/bin/sh
# `thumbline`: the terminal, on the Node that comes with the app. `thumbline --window` opens what is named in the app.
here=$(dirname "$(readlink -f "$0")")
if [ "$1" = --window ]; then
  shift
  if [ "$1" = -- ]; then shift; fi
  exec "$here/thumbline-app" -- "$@"
fi
exec "$here/resources/node/node" "$here/resources/app.asar.unpacked/out/main/cli.js" "$@"
