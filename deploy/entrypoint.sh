#!/bin/sh
# Compose hands secrets over as files. Each is named as the variable that it is for.
for file in /run/secrets/*; do
  [ -f "$file" ] && export "$(basename "$file")=$(cat "$file")"
done
exec "$@"
