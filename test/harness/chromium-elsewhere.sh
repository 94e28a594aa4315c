#!/bin/sh
# Chromium, by the command of $RUN_BY: in another network namespace (network.ts).
exec $RUN_BY /usr/bin/chromium "$@"
