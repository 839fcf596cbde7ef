#!/usr/bin/env bash
# Puts a released dictum on the PATH of the steps that follow; one that is there already is kept.
set -euo pipefail

if command -v dictum >/dev/null; then
  dictum --version
  exit 0
fi
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) target=x86_64-unknown-linux-musl ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
  *) echo "::error title=dictum::no release of dictum for $(uname -s) on $(uname -m); install it with cargo"; exit 1 ;;
esac
folder=$RUNNER_TEMP/dictum
mkdir -p "$folder"
archive=dictum-$target.tar.gz
url=${GITHUB_SERVER_URL:-https://github.com}/$REPOSITORY/releases/download/$VERSION
for name in "$archive" "$archive.sha256"; do
  curl --fail --silent --show-error --location --retry 3 --header "Authorization: Bearer $TOKEN" \
    --output "$folder/$name" "$url/$name"
done
(cd "$folder" && if command -v sha256sum >/dev/null; then sha256sum --check "$archive.sha256"; else shasum -a 256 -c "$archive.sha256"; fi)
tar -xzf "$folder/$archive" -C "$folder" --strip-components 1
echo "$folder" >>"$GITHUB_PATH"
"$folder/dictum" --version
