#!/usr/bin/env bash
# Checks that take too long for every change: an .rpm with its contents, folders for other processors and systems (listed,
# not run). Needs PACKAGING (a folder with fpm) and ELECTRON (the folder of an unpacked one), root and network for npm.
# With COMPTOIR_WINDOWS_RUN (a program that runs Windows' Node) the command line is killed there repeatedly as well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packaging=$(realpath "${PACKAGING:?Set it to a folder with fpm, which makes the packages.}")
electron=${ELECTRON:?Set it to the folder of an unpacked Electron for Linux.}
version=$(cat "$electron/version")
fail() { echo "test-packages: $*" >&2; exit 1; }
step() { printf '\n== %s\n' "$*"; }
work=$(mktemp -d); trap 'rm -rf "$work" node_modules/@ngrok/ngrok-*-arm64-* node_modules/@ngrok/ngrok-win32-*' EXIT
npm run build
# pack() prints nothing unless it fails.
pack() { CUSTOM_FPM_PATH=$packaging/fpm npx electron-builder "$@" --publish never -c.electronVersion="$version" >"$work/log" || { cat "$work/log"; fail "$* failed"; }; }

step 'An .rpm'
command -v rpmbuild >/dev/null || apt-get install -y -qq --no-install-recommends rpm >/dev/null
pack --linux rpm --x64 -c.electronDist="$electron" -c.rpm.compression=gzip
rpm=$(ls dist/*.rpm)
rpm -qlp "$rpm" >"$work/rpm-files"
for brought in /opt/Comptoir/comptoir /opt/Comptoir/resources/app.asar /opt/Comptoir/third-party.txt /usr/share/applications/com.comptoir.counter.desktop; do
  grep -qx "$brought" "$work/rpm-files" || fail "the .rpm brings no $brought"
done
rpm -qp --scripts "$rpm" | grep -q 'les paiements restent' || fail 'the .rpm says nothing of payments when it is removed'
rpm -qRp "$rpm" | grep -qx alsa-lib || fail 'the .rpm does not ask for alsa-lib'

step 'Folders for other processors and systems'
for part in linux-arm64-gnu win32-x64-msvc win32-arm64-msvc; do
  (cd "$work" && npm pack --silent "@ngrok/ngrok-$part@1.7.0" >/dev/null && mkdir -p "$part" && tar -xzf ngrok-ngrok-$part-*.tgz -C "$part")
  rm -rf "node_modules/@ngrok/ngrok-$part"; cp -r "$work/$part/package" "node_modules/@ngrok/ngrok-$part"
done
# npm has no Electron for Windows: Linux's replaces it, so that the files packed beside it can be listed.
cp -r "$electron" "$work/windows"; mv "$work/windows/electron" "$work/windows/electron.exe"
for arch in x64 arm64; do mkdir -p "$work/redist/$arch/Microsoft.VC143.CRT"; echo stand-in >"$work/redist/$arch/Microsoft.VC143.CRT/vcruntime140.dll"; done
only() { # FOLDER PART: the tunnel's one part, and no other system's program
  local unpacked=$1/resources/app.asar.unpacked/node_modules
  [ "$(ls "$unpacked/@ngrok" | tr '\n' ' ')" = "ngrok $2 " ] || fail "$1 holds $(ls "$unpacked/@ngrok" | tr '\n' ' ')"
  find "$unpacked/@ngrok/$2" -name '*.node' | grep -q . || fail "$1 has no native part of the tunnel"
  echo "$1: $2"
}
pack --linux dir --arm64 -c.electronDist="$electron"
only dist/linux-arm64-unpacked ngrok-linux-arm64-gnu
for arch in x64 arm64; do
  VCToolsRedistDir=$work/redist pack --win dir --$arch -c.electronDist="$work/windows" -c.win.signAndEditExecutable=false -c.disableAsarIntegrity=true
  folder=dist/win-unpacked; [ "$arch" = x64 ] || folder=dist/win-arm64-unpacked
  only "$folder" "ngrok-win32-$arch-msvc"
  [ -s "$folder/resources/app.asar.unpacked/node_modules/@ngrok/ngrok-win32-$arch-msvc/vcruntime140.dll" ] || fail "$folder has no C runtime"
  [ -d "$folder/resources/app.asar.unpacked/node_modules/node-notifier/vendor/snoreToast" ] || fail "$folder has no program for toasts"
done
if npx electron-builder --win dir --x64 --publish never -c.electronVersion="$version" -c.electronDist="$work/windows" -c.win.signAndEditExecutable=false -c.disableAsarIntegrity=true >"$work/log" 2>&1; then
  fail 'a Windows package without the C runtime was made'
fi
grep -q 'vcruntime140.dll for x64 is not on this computer' "$work/log" || fail 'a missing C runtime was not said'

if [ -n "${COMPTOIR_WINDOWS_RUN:-}" ]; then
  step 'The command line on the Windows build of Node, killed ten times under load'
  COMPTOIR_KILLS=10 npm run test:windows
else
  step 'The command line on Windows: skipped, COMPTOIR_WINDOWS_RUN names no program that runs it'
fi

echo 'ok: .rpm, arm64 and Windows folders'
