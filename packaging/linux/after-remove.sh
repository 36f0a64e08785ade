#!/bin/sh
# Runs after the files are removed, and for an upgrade too, where everything stays.
case "$1" in
  upgrade | 1) exit 0 ;;
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
