#!/bin/sh
# Runs after the package's files are gone. dpkg says "remove" or "purge", rpm counts the versions that are left; an update is
# neither, and keeps everything.
case "$1" in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac

if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
fi
# Without update-alternatives it is a plain link.
if [ -L '/usr/bin/${executable}' ] && [ ! -e '/usr/bin/${executable}' ]; then
  rm -f '/usr/bin/${executable}'
fi

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if command -v apparmor_parser >/dev/null 2>&1; then
    apparmor_parser --remove "$profile" >/dev/null 2>&1 || true
  fi
  rm -f "$profile"
fi

# What the app entered to be started at login leads nowhere now. It is taken out as its own user, who may write there: a link
# in a home folder must not lead root anywhere. Payments stay where they are.
getent passwd | while IFS=: read -r user _ uid _ _ home _; do
  { [ "$uid" = 0 ] || [ "$uid" -ge 1000 ]; } && [ -d "$home" ] || continue
  entry="$home/.config/autostart/com.comptoir.counter.desktop"
  if [ -f "$entry" ] && grep -q '^Exec=/opt/${sanitizedProductName}/${executable} ' "$entry"; then
    runuser -u "$user" -- rm -f -- "$entry" || true
  fi
  if [ -d "$home/.config/Comptoir/data" ]; then
    echo "Comptoir : les paiements restent dans $home/.config/Comptoir ; effacez ce dossier vous-même si vous n’en avez plus besoin."
    echo "Comptoir: the payments stay in $home/.config/Comptoir; remove that folder yourself once you do not need it."
  fi
done
exit 0
