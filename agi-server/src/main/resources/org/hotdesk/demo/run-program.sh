# Runs one program and ends it when our own standard input ends, which is also what happens when the starter is killed.
# Arguments: <root folder or empty> <folder of the run> <file for the output, or -> <program> <its arguments...>
# The first line of our own output is the process id of the program; its output follows when there is no file for it.
# With a root folder the program sees that folder as /, read-only, with the folder of the run at its usual path. The
# mounts need a mount namespace of their own (unshare -m): a cache folder with the host's /dev bound into it would
# take the host along when somebody deletes it.
set -e
root=$1 folder=$2 output=$3
shift 3
if [ -n "$root" ]; then
    # In a UTS namespace of our own: a name that every look-up finds at once.
    hostname localhost
    mount --rbind "$root" "$root"
    mount -o remount,bind,ro "$root"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/tmp"
    mount -t tmpfs tmpfs "$root/run"
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
    set -- chroot "$root" "$@"
fi
set +e
exec 3<&0
if [ "$output" = - ]; then
    exec 4>&1
else
    exec 4>>"$output"
fi
# It tells its id itself, then becomes the program: told from here, the program's first words might come before.
sh -c 'echo "$$"; exec "$@" </dev/null 3<&- >&4 2>&1 4>&-' run-program "$@" &
child=$!
exec 4>&-
# Our input ends only when the starter is dead: then nobody else tidies up either. Nothing is mounted below the folder.
# This shell must not hold our output open.
(
    read -r _ <&3
    kill -KILL "$child"
    case $folder in /tmp/hotdesk-* | */making-*) rm -rf "$folder" ;; esac
) >/dev/null 2>&1 &
watcher=$!
exec 3<&- >/dev/null
wait "$child"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
