package org.hotdesk.demo;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real Kamailio 5.6 with its module for PostgreSQL: Debian's packages, unpacked into a cache in the user's home as apt
 * is configured here; nothing is installed and no service started. Many threads, but one at a time.
 */
final class KamailioServer implements AutoCloseable {
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "hotdesk", "kamailio-5.6");
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** The two packages themselves, and what they need that is missing here; under another name until it is whole. */
    private static final String FETCH =
            """
            set -e
            cache="$1"; making="$cache.making.$$"
            own="kamailio kamailio-postgres-modules"
            list() {
                apt-get install -q --print-uris --no-install-recommends -y $own 2>&1 |
                    sed -n "s/^'[^']*' \\([^_]*\\)_.*/\\1/p" || true
            }
            mkdir -p "$making/debs" "$making/root"
            trap 'rm -rf "$making"' EXIT
            apt-cache show kamailio-postgres-modules >/dev/null 2>&1 || [ "$(id -u)" != 0 ] || apt-get -q update
            cd "$making/debs"
            apt-get -q download $(printf '%s\\n' $own $(list) | sort -u)
            for deb in *.deb; do dpkg-deb -x "$deb" "$making/root"; done
            mv "$making/root" "$cache"
            """;

    private final RunningProgram program;
    private final Path output;

    private KamailioServer(RunningProgram program, Path output) {
        this.program = program;
        this.output = output;
    }

    /**
     * Starts it and waits until it takes connections, which it does last.
     *
     * @param folder of the run, with {@code kamailio.cfg} and what that includes
     * @param address where it listens by TCP too
     */
    static KamailioServer start(Path folder, InetSocketAddress address) {
        Path root = programs(folder);
        List<Path> libraries = libraries(root);
        Path own = libraries.get(0).resolve("kamailio");
        Path output = folder.resolve("kamailio.log");
        // Processes of its own: all of them end with the first.
        List<String> line = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child", "env"));
        line.add("LD_LIBRARY_PATH=" + own + ":"
                + libraries.stream().map(Path::toString).collect(Collectors.joining(":")));
        line.add(root.resolve("usr/sbin/kamailio").toString());
        line.addAll(List.of("-DD", "-E", "-n", "2", "-N", "2", "-m", "32", "-Y", folder.toString()));
        line.addAll(List.of("-P", folder.resolve("pid").toString()));
        line.addAll(List.of("-L", own.resolve("modules") + "/"));
        line.addAll(List.of("-f", folder.resolve("kamailio.cfg").toString()));
        RunningProgram program = Programs.ofThisMachine().start(folder, output, line);
        var server = new KamailioServer(program, output);
        if (!Waiting.until(START_LIMIT, () -> program.isAlive() && listens(address))) {
            String log = server.log();
            server.close();
            throw new DemoException("Kamailio does not start: " + log);
        }
        return server;
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it said. */
    String log() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }

    private static Path programs(Path folder) {
        if (Files.isDirectory(CACHE)) {
            return CACHE;
        }
        try {
            Files.createDirectories(CACHE.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.Outcome fetched = Command.run(FETCH_LIMIT, List.of("sh", "-c", FETCH, "sh", CACHE.toString()));
        if (!Files.isDirectory(CACHE)) {
            String why = "no Kamailio 5.6 for this test, seen from " + folder + ": " + fetched;
            if (Lab.isRequired()) {
                fail(why);
            }
            assumeTrue(false, why);
        }
        return CACHE;
    }

    /** Debian's folders of this architecture, that of Kamailio's own libraries first. */
    private static List<Path> libraries(Path root) {
        List<Path> folders = new ArrayList<>();
        for (String parent : List.of("usr/lib", "lib")) {
            if (Files.isDirectory(root.resolve(parent))) {
                try (var children = Files.list(root.resolve(parent))) {
                    children.filter(child -> child.toString().contains("-linux-"))
                            .forEach(folders::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return folders;
    }
}
