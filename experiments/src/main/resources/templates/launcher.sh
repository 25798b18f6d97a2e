#!/bin/sh
# Fathom with a Java of its own; nothing else is needed.
#   FATHOM_HEAP        the largest heap, such as 8g (default: 75 % of the machine's memory)
#   FATHOM_JAVA_OPTS   further JVM options
script=$0
while [ -L "$script" ]; do
    link=$(readlink "$script")
    case $link in
        /*) script=$link ;;
        *) script=$(dirname "$script")/$link ;;
    esac
done
home=$(CDPATH='' cd -- "$(dirname -- "$script")" && pwd -P) || exit 2
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;;
esac
if [ -n "${FATHOM_HEAP-}" ]; then heap=-Xmx$FATHOM_HEAP; else heap=-XX:MaxRAMPercentage=75; fi
# shellcheck disable=SC2086
exec "$home/runtime/bin/java" "$heap" -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED ${FATHOM_JAVA_OPTS-} \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Djava.awt.headless=true \
    --module-path "$home/lib" --module fathom.experiments/fathom.experiments.cli.Main "$@"
