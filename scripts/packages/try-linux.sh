#!/usr/bin/env bash
# Installs, runs and removes a .deb, and checks what it leaves in a home: nothing that starts it, every payment.
#   scripts/packages/try-linux.sh PACKAGING dist/comptoir_0.1.0_amd64.deb
# PACKAGING is the folder of try-deb, which installs it, starts it on a desktop, has it receive and announce a payment,
# and purges it.
set -euo pipefail
packaging=$1 file=$2
fail() { echo "try-linux: $*" >&2; exit 1; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

# The user `desktop` as after months of use; try-deb runs with its own profile.
"$packaging/../desktop/install" >/dev/null
home=$(getent passwd desktop | cut -d: -f6)
entry=$home/.config/autostart/com.comptoir.counter.desktop
other=$home/.config/autostart/other.desktop
payments=$home/.config/Comptoir/data/kept-by-the-trial
as_user() { setpriv --reuid=desktop --regid=desktop --init-groups "$@"; }
as_user mkdir -p "$(dirname "$entry")" "$(dirname "$payments")"
printf '[Desktop Entry]\nType=Application\nName=Comptoir\nTryExec=/opt/Comptoir/comptoir\nExec=/opt/Comptoir/comptoir --hidden\n' |
  as_user tee "$entry" "$other" >"$payments"

# Each linked library must be in a package that this one depends on.
dpkg-deb --extract "$file" "$work/root"
asked=$(dpkg-deb --field "$file" Depends)
while read -r library; do
  case $library in libffmpeg.so | libgcc_s.so* | ld-linux* | libdl.so* | libm.so* | libpthread.so* | librt.so*) continue ;; esac
  # Browsers bring their own copies: one owner that is a dependency is enough.
  owners=$(dpkg-query --search "*/$library" 2>/dev/null | sed 's/:.*//' | sort -u | paste -sd'|')
  [ -z "$owners" ] || grep -qE "(^|[ ,])($owners)([ ,]|$)" <<<"$asked" || fail "$library comes from $owners, which the package does not ask for"
done < <(objdump -p "$work/root/opt/Comptoir/comptoir" | sed -n 's/^ *NEEDED *//p')
for brought in doc/comptoir/copyright doc/comptoir/examples/comptoir.service doc/comptoir/examples/comptoir-user.service \
  man/man1/comptoir.1 man/fr/man1/comptoir.1 bash-completion/completions/comptoir; do
  [ -s "$work/root/usr/share/$brought" ] || fail "/usr/share/$brought is missing"
done
for brought in third-party.txt bom.cdx.json LICENSE.electron.txt LICENSES.chromium.html; do
  [ -s "$work/root/opt/Comptoir/$brought" ] || fail "/opt/Comptoir/$brought is missing"
done
grep -q '^Comment\[fr\]=' "$work"/root/usr/share/applications/*.desktop || fail 'the menu has no French words'

"$packaging/try-deb" "$file"
[ ! -e "$entry" ] || fail 'the purge left the entry for login'
[ -e "$payments" ] || fail 'the purge took payments away'

# What the terminal prints, and that an update prints nothing and removes nothing.
dpkg-deb --control "$file" "$work/control"
as_user cp "$other" "$entry"
said=$(sh "$work/control/postrm" upgrade 9.9.9)
[ -z "$said" ] && [ -e "$entry" ] || fail "an update took the entry for login, or said: $said"
said=$(sh "$work/control/postrm" purge)
[ ! -e "$entry" ] && [ -e "$other" ] || fail 'the purge took the wrong entries'
grep -q "les paiements restent dans $home/.config/Comptoir" <<<"$said" || fail "the purge did not say where the payments are: $said"
rm -rf "$other" "$home/.config/Comptoir"
echo "ok: libraries asked for, notices packed, entry for login gone, payments kept and said"
