/**
 * Waits for the app's death and starts it again, unless its mark says that the end was meant. A POSIX shell, because it must
 * outlive the app and cost nothing: $1 is the mark, $2 the process to watch (without it: the one in the mark). With $3 its
 * input is a pipe from the app, and it sleeps until that breaks; without, it looks every three seconds.
 *
 * A pipe tells of a death at once, and also where nobody takes note of it: such a process is still there to be looked at. What the
 * mark says is read again after the pause: somebody may have started the app, or quit it, meanwhile. A desktop
 * that is gone took the app with it: that was a log-off.
 */
export const watchScript = `mark=$1
pid=\${2:-$(head -n 1 "$mark")}
if [ -n "$3" ]; then read -r _; else while kill -0 "$pid" 2>/dev/null; do sleep 3; done; fi
has_desktop() {
  case $DISPLAY in :[0-9]*)
    screen=\${DISPLAY#:}; socket=/tmp/.X11-unix/X\${screen%%.*}
    [ -S "$socket" ] || grep -qs "@$socket$" /proc/net/unix || return 1 ;;
  esac
  [ -z "$WAYLAND_DISPLAY" ] || [ -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" ] || [ -S "$WAYLAND_DISPLAY" ]
}
died() { [ "$pid" != 0 ] && [ "$(head -n 1 "$mark" 2>/dev/null)" = "$pid" ]; }
died || exit 0
sleep "$(sed -n 2p "$mark")"
died && has_desktop || exit 0
set --
{ read -r _; read -r _; while IFS= read -r word; do set -- "$@" "$word"; done; } <"$mark"
[ -x "$1" ] && exec "$@"
exit 0
`;
