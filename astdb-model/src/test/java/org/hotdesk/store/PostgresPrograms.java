package org.hotdesk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs: those that are installed, or Debian's packages unpacked into a cache in the user's home, as apt
 * is configured here; nothing is installed and no service started.
 *
 * @param folder has {@code postgres} and {@code initdb}
 * @param environment what they need of it, {@code NAME=text}
 */
record PostgresPrograms(Path folder, List<String> environment) {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String PACKAGE = "postgresql-15";
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "hotdesk", PACKAGE);

    /** Fetches what apt says is missing here, and unpacks it under another name until it is whole. */
    private static final String FETCH =
            """
            set -e
            cache="$1"; making="$cache.making.$$"
            # Without the compiler for slow queries, which is the greatest part.
            list() {
                apt-get install -q --print-uris --no-install-recommends -y %s 2>&1 |
                    sed -n "s/^'[^']*' \\([^_]*\\)_.*/\\1/p" | grep -v '^libllvm' || true
            }
            mkdir -p "$making/debs" "$making/root"
            trap 'rm -rf "$making"' EXIT
            packages=$(list)
            [ -n "$packages" ] || [ "$(id -u)" != 0 ] || { apt-get -q update; packages=$(list); }
            [ -n "$packages" ] || { echo "apt does not know %s"; exit 1; }
            cd "$making/debs"
            apt-get -q download $packages
            for deb in *.deb; do dpkg-deb -x "$deb" "$making/root"; done
            mv "$making/root" "$cache"
            """
                    .formatted(PACKAGE, PACKAGE);

    /** @param scratch where programs can be copied to whose cache other users cannot reach; throws with the reason when there are none */
    static PostgresPrograms find(Path scratch) throws IOException {
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> versions = Files.list(INSTALLED)) {
                List<Path> found = versions.map(version -> version.resolve("bin"))
                        .filter(PostgresPrograms::isWhole)
                        .sorted()
                        .toList();
                if (!found.isEmpty()) {
                    return new PostgresPrograms(found.get(found.size() - 1), List.of());
                }
            }
        }
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IOException("neither PostgreSQL nor apt-get is here; install PostgreSQL 15");
        }
        if (!Files.isDirectory(CACHE)) {
            Files.createDirectories(CACHE.getParent());
            run(scratch, List.of("sh", "-c", FETCH, "sh", CACHE.toString()));
        }
        Path root = scratch.resolve("root");
        run(scratch, List.of("cp", "-r", CACHE.toString(), root.toString()));
        return unpackedIn(root);
    }

    private static PostgresPrograms unpackedIn(Path root) throws IOException {
        Path programs = root.resolve("usr/lib/postgresql/15/bin");
        if (!isWhole(programs)) {
            throw new IOException(CACHE + " has no whole PostgreSQL; remove that folder");
        }
        List<String> folders = new ArrayList<>();
        for (String parent : List.of("usr/lib", "lib")) {
            Path libraries = root.resolve(parent);
            if (Files.isDirectory(libraries)) {
                try (Stream<Path> children = Files.list(libraries)) {
                    children.map(Path::toString)
                            .filter(child -> child.contains("-linux-"))
                            .forEach(folders::add);
                }
            }
        }
        return new PostgresPrograms(programs, List.of("LD_LIBRARY_PATH=" + String.join(":", folders)));
    }

    private static boolean isWhole(Path programs) {
        return Files.isExecutable(programs.resolve("postgres")) && Files.isExecutable(programs.resolve("initdb"));
    }

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Runs a program of this machine; throws with the last of what it says when it fails. */
    static void run(Path scratch, List<String> line) throws IOException {
        Path said = scratch.resolve("said");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                List<String> lines = Files.readAllLines(said);
                throw new IOException(line.get(0) + " failed: "
                        + String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size())));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
