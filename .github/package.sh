#!/usr/bin/env bash
# Packs the binary of one target with its manual page, completions and licences into dist/, with a checksum.
# usage: .github/package.sh TARGET [FOLDER OF THE BINARY]
set -euo pipefail
cd "$(dirname "$0")/.."
target=$1
built=${2:-target/$target/dist}
name=dictum-$target
binary=dictum
[ -e "$built/$binary" ] || binary=dictum.exe
rm -rf "dist/$name"
mkdir -p "dist/$name/completions"
cp "$built/$binary" LICENSE-APACHE LICENSE-MIT README.md "dist/$name/"
"$built/$binary" man >"dist/$name/dictum.1"
for shell in bash zsh fish powershell elvish; do
  "$built/$binary" completions "$shell" >"dist/$name/completions/dictum.$shell"
done
tar -czf "dist/$name.tar.gz" -C dist "$name"
rm -r "dist/$name"
cd dist
if command -v sha256sum >/dev/null; then sha256sum "$name.tar.gz"; else shasum -a 256 "$name.tar.gz"; fi >"$name.tar.gz.sha256"
