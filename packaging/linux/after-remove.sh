#!/bin/sh
# Runs after the files are removed, but also for upgrades and when one is undone, where everything stays. rpm gives how many
# versions are left.
case "$1" in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac
if command -v update-alternatives > /dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
else
  rm -f '/usr/bin/${executable}'
fi
profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if command -v apparmor_parser > /dev/null 2>&1; then
    apparmor_parser --remove "$profile" > /dev/null 2>&1 || true
  fi
  rm -f "$profile"
fi
# What the terminal kept compiled when root ran it.
rm -rf '/opt/${sanitizedProductName}'
