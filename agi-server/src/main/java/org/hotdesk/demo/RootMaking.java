package org.hotdesk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes one root folder by debootstrap, in a folder of another name until it is complete. One owner thread. */
final class RootMaking {

    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(5);

    private final Path cache;
    private final Suite suite;
    private final Consumer<String> progress;

    RootMaking(Path cache, Suite suite, Consumer<String> progress) {
        this.cache = cache;
        this.suite = suite;
        this.progress = progress;
    }

    /** Call it with the lock held: leftovers of a maker that was killed are removed. */
    Preparation make(Path root) throws IOException {
        Path making = cache.resolve("making-" + root.getFileName());
        Folders.delete(making);
        Files.createDirectories(making);
        try {
            Optional<String> mirror = mirror();
            if (mirror.isEmpty()) {
                return unusable(Preparation.Reason.NO_NETWORK, "apt knows no Debian archive that it can reach");
            }
            Path tools = making.resolve("tools");
            Files.createDirectories(tools);
            if (!fetchDebootstrap(tools)) {
                return unusable(Preparation.Reason.NO_NETWORK, "apt cannot download the package debootstrap");
            }
            if (!Files.isReadable(Path.of(KEYRING))) {
                return unusable(
                        Preparation.Reason.FAILED,
                        "the archive's signature cannot be checked without " + KEYRING
                                + ": apt-get install debian-archive-keyring");
            }
            Path folder = making.resolve("root");
            Optional<String> failure = debootstrap(making, folder, mirror.get());
            if (failure.isPresent()) {
                return unusable(Preparation.Reason.FAILED, failure.get());
            }
            finish(folder);
            Files.move(folder, root);
            return AsteriskInstallation.inRoot(root);
        } finally {
            Folders.delete(making);
        }
    }

    private static Preparation unusable(Preparation.Reason reason, String detail) {
        return new Preparation.Unusable(reason, detail);
    }

    /** The archive which this machine itself uses, so a site's own mirror or proxy is used too. */
    private Optional<String> mirror() {
        Optional<String> known = mirrorInApt();
        if (known.isPresent()) {
            return known;
        }
        aptUpdate();
        return mirrorInApt();
    }

    private static Optional<String> mirrorInApt() {
        Command.Outcome targets = Command.run(
                Duration.ofSeconds(30),
                List.of("apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)", "Created-By: Packages"));
        return targets.output()
                .lines()
                .filter(line -> line.startsWith("Debian|http"))
                .map(line -> line.substring("Debian|".length()))
                .findFirst();
    }

    private void aptUpdate() {
        progress.accept("apt-get update");
        Command.run(DOWNLOAD_LIMIT, List.of("apt-get", "-q", "update"));
    }

    private boolean fetchDebootstrap(Path tools) throws IOException {
        // Stands in for a wget that a minimal machine lacks; found only behind everything else on the path.
        try (InputStream wget = RootMaking.class.getResourceAsStream("wget.sh")) {
            if (wget == null) {
                throw new IllegalStateException("wget.sh is not in the jar");
            }
            Path bin = Files.createDirectories(tools.resolve("bin"));
            Files.copy(wget, bin.resolve("wget"));
            Files.setPosixFilePermissions(bin.resolve("wget"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        if (download(tools)) {
            return true;
        }
        aptUpdate();
        return download(tools);
    }

    private static boolean download(Path tools) {
        String line = "cd \"$1\" && apt-get -q download debootstrap && dpkg-deb -x debootstrap_*.deb .";
        return Command.run(DOWNLOAD_LIMIT, List.of("sh", "-c", line, "sh", tools.toString()))
                .ok();
    }

    /** The failure in debootstrap's own words, or nothing. */
    private Optional<String> debootstrap(Path making, Path folder, String mirror) throws IOException {
        Path tools = making.resolve("tools");
        String path = "/usr/sbin:/usr/bin:/sbin:/bin:" + tools.resolve("bin");
        List<String> line = new ArrayList<>(List.of("env", "LC_ALL=C", "PATH=" + path));
        line.add("DEBOOTSTRAP_DIR=" + tools.resolve("usr/share/debootstrap"));
        // In namespaces of its own it leaves neither a mount nor a process behind, however it ends.
        line.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
        line.add(tools.resolve("usr/sbin/debootstrap").toString());
        line.addAll(List.of("--variant=minbase", "--keyring=" + KEYRING));
        line.add("--include=" + suite.packages());
        line.addAll(List.of(suite.codename(), folder.toString(), mirror));
        progress.accept(
                "making a root folder of Debian " + suite.codename() + " below " + cache + ", once, about 90 s");
        Path log = Files.createFile(making.resolve("log"));
        try (RunningProgram program = Programs.ofThisMachine().start(making, log, line)) {
            return report(program, log);
        }
    }

    private Optional<String> report(RunningProgram program, Path log) throws IOException {
        MakingProgress steps = new MakingProgress(progress);
        int seen = 0;
        boolean ended = false;
        while (!ended) {
            ended = program.awaitEnd(Duration.ofMillis(200));
            List<String> lines = Files.readAllLines(log);
            lines.subList(seen, lines.size()).forEach(steps::saw);
            seen = lines.size();
        }
        if (program.status() == 0) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(log);
        List<String> last = lines.subList(Math.max(0, lines.size() - 5), lines.size());
        return Optional.of("debootstrap failed: " + String.join(" / ", last));
    }

    private static void finish(Path folder) throws IOException {
        // sipp and Asterisk look up the machine's name, which is "localhost" where our programs run; only IPv4 is
        // wanted.
        Files.writeString(folder.resolve("etc/hosts"), "127.0.0.1\tlocalhost\n");
        Files.writeString(folder.resolve("etc/resolv.conf"), "");
        Folders.empty(folder.resolve("var/cache/apt/archives"));
        Folders.empty(folder.resolve("var/lib/apt/lists"));
    }
}
