/**
 * Waits for the app's end and restarts it, unless its mark says that the end was intended. It is a POSIX shell, because
 * it must outlive the app and cost nothing. $1 is the mark, $2 the process to watch (left out: the one in the mark). With
 * $3 its input is a pipe from the app, and it sleeps until the pipe breaks; without, it checks every three seconds.
 *
 * A broken pipe is noticed at once, even if nobody has collected the ended process, which then still seems to exist. The
 * mark is read again after the pause, because a person may have started or quit the app meanwhile. If the desktop session
 * is gone too, it was a log-off.
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
