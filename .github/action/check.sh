#!/usr/bin/env bash
# Runs `dictum check` with what the action was given. Lists have one entry a line, so blanks in paths are harmless.
set -uo pipefail

command=(dictum check --format github --no-progress --fail-on "$FAIL_ON")
[ -z "$DICTIONARY" ] || command+=(--dictionary "$DICTIONARY")
[ -z "$CHANGED_SINCE" ] || command+=(--changed-since "$CHANGED_SINCE")
[ -z "$SARIF" ] || command+=(--output "sarif=$SARIF")
while IFS= read -r argument; do
  [ -z "$argument" ] || command+=("$argument")
done <<<"$ARGUMENTS"
command+=(--)
while IFS= read -r path; do
  [ -z "$path" ] || command+=("$path")
done <<<"$PATHS"
status=0
"${command[@]}" || status=$?
echo "status=$status" >>"$GITHUB_OUTPUT"
exit "$status"
