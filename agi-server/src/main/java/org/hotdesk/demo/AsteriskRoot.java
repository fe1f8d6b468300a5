package org.hotdesk.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A root folder with a Debian suite's own Asterisk, sounds and SIP test phones, made once for this user and then reused.
 * The machine itself gets nothing installed. Thread-safe; several processes may ask at once, one makes the folder.
 */
public final class AsteriskRoot {

    private final Path cache;
    private final Suite suite;

    /**
     * @param cache folder which keeps the root folders, see {@link #usualCache()}
     * @param suite whose packages are wanted
     */
    public AsteriskRoot(Path cache, Suite suite) {
        this.cache = cache.toAbsolutePath();
        this.suite = suite;
    }

    /** {@code ~/.cache/hotdesk} of the user who runs this. */
    public static Path usualCache() {
        return Path.of(System.getProperty("user.home"), ".cache", "hotdesk");
    }

    /**
     * Returns at once when the folder exists, else makes it, which takes one to two minutes, or tells why it cannot be.
     *
     * @param progress gets a line of text now and then
     */
    public Preparation prepare(Consumer<String> progress) {
        if (!isRoot()) {
            return new Preparation.Unusable(
                    Preparation.Reason.NOT_ROOT, "a private Asterisk needs root rights to run in its own root folder");
        }
        Command.Outcome namespace =
                Command.run(Duration.ofSeconds(10), List.of("unshare", "--mount", "--uts", "hostname", "localhost"));
        if (!namespace.ok()) {
            return new Preparation.Unusable(
                    Preparation.Reason.NO_MOUNTS,
                    "a private Asterisk needs a mount namespace of its own, which a container may forbid even to root: "
                            + namespace.errors().strip());
        }
        // The name tells what is inside, so another list of packages is another folder and nobody's files change.
        Path root = cache.resolve(suite.folderName());
        if (Files.isDirectory(root)) {
            return AsteriskInstallation.inRoot(root);
        }
        if (!Files.isRegularFile(Path.of("/etc/debian_version")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return new Preparation.Unusable(
                    Preparation.Reason.NO_DEBIAN,
                    "a private Asterisk is made of Debian packages and this machine has no Debian apt; use an installed one");
        }
        try {
            return makeAlone(root, progress);
        } catch (IOException e) {
            return new Preparation.Unusable(Preparation.Reason.FAILED, "cannot make " + root + ": " + e.getMessage());
        }
    }

    private Preparation makeAlone(Path root, Consumer<String> progress) throws IOException {
        Files.createDirectories(cache);
        Path lockFile = cache.resolve(suite.folderName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = waitForLock(channel, progress)) {
            if (!lock.isValid()) {
                throw new IOException("lost the lock " + lockFile);
            }
            if (Files.isDirectory(root)) {
                return AsteriskInstallation.inRoot(root);
            }
            return new RootMaking(cache, suite, progress).make(root);
        }
    }

    private static FileLock waitForLock(FileChannel channel, Consumer<String> progress) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Held by another thread of this process: the same as by another process.
            }
            if (attempt % 60 == 0) {
                progress.accept("waiting for another process which makes the root folder");
            }
            Waiting.pause(500);
        }
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no /proc: not a Linux at all
        }
    }
}
