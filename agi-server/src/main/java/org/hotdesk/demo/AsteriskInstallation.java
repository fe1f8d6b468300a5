package org.hotdesk.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The files of one Asterisk that can be run any number of times. Paths are those that the program itself sees.
 *
 * @param programs where it runs
 * @param binary the {@code asterisk} program
 * @param modules folder of its modules
 * @param data folder of its sounds and documentation
 * @param version what it says of itself, such as {@code 22.10.1}
 */
public record AsteriskInstallation(Programs programs, Path binary, Path modules, Path data, String version) {

    /** The English core sounds, at their path on this machine. */
    public Path sounds() {
        Path inside = data.resolve("sounds/en");
        return programs.root()
                .map(root -> root.resolve(Path.of("/").relativize(inside)))
                .orElse(inside);
    }

    /** An Asterisk that the owner of this machine installed, found by the prefix it was configured with. */
    public static Preparation at(Path prefix) {
        Path binary = prefix.resolve("sbin/asterisk");
        if (!Files.isExecutable(binary)) {
            return new Preparation.Unusable(
                    Preparation.Reason.NO_ASTERISK,
                    "there is no program " + binary + "; give the prefix, such as /usr");
        }
        return find(Programs.ofThisMachine(), prefix.toAbsolutePath());
    }

    /** The folder of the English sounds, as this process sees it. */
    public Path englishSounds() {
        Path root = programs.root().orElse(Path.of("/"));
        Path sounds = data.resolve("sounds/en");
        try {
            // Debian's is a link to a link, meant for who has the root folder as its root.
            for (int links = 0; links < 10; links++) {
                Path outside = root.resolve(Path.of("/").relativize(sounds));
                if (!Files.isSymbolicLink(outside)) {
                    return outside;
                }
                sounds = sounds.resolveSibling(Files.readSymbolicLink(outside)).normalize();
            }
        } catch (IOException e) {
            throw new DemoException("cannot read the links of " + sounds, e);
        }
        throw new DemoException("links of " + sounds + " lead nowhere");
    }

    /** The Debian package inside a root folder. */
    static Preparation inRoot(Path root) {
        return find(Programs.in(root), root.resolve("usr"));
    }

    private static Preparation find(Programs programs, Path prefix) {
        Optional<Path> modules = firstFolder(prefix, "lib/asterisk/modules", "lib64/asterisk/modules")
                .or(() -> firstFolderBelow(prefix.resolve("lib"), "asterisk/modules"));
        Optional<Path> data = firstFolder(prefix, "share/asterisk", "var/lib/asterisk", "../var/lib/asterisk");
        if (modules.isEmpty() || data.isEmpty()) {
            return new Preparation.Unusable(
                    Preparation.Reason.NO_ASTERISK, "found no modules or no data folder of Asterisk below " + prefix);
        }
        Path root = programs.root().orElse(Path.of("/"));
        Path binary = inside(root, prefix.resolve("sbin/asterisk"));
        return version(programs, binary)
                .<Preparation>map(version -> new Preparation.Ready(new AsteriskInstallation(
                        programs, binary, inside(root, modules.get()), inside(root, data.get()), version)))
                .orElseGet(() -> new Preparation.Unusable(Preparation.Reason.NO_ASTERISK, binary + " -V fails"));
    }

    private static Path inside(Path root, Path path) {
        return Path.of("/").resolve(root.relativize(path.normalize()));
    }

    private static Optional<String> version(Programs programs, Path binary) {
        List<String> command = programs.root()
                .map(root -> List.of("chroot", root.toString(), binary.toString(), "-V"))
                .orElseGet(() -> List.of(binary.toString(), "-V"));
        Command.Outcome outcome = Command.run(Duration.ofSeconds(10), command);
        // Debian's reads "Asterisk 22.10.1+dfsg+~cs6.17...": what follows the plus is the packager's.
        String text = outcome.output().strip();
        return outcome.ok() && text.startsWith("Asterisk ")
                ? Optional.of(text.substring("Asterisk ".length()).replaceFirst("[+~].*", ""))
                : Optional.empty();
    }

    private static Optional<Path> firstFolder(Path prefix, String... names) {
        for (String name : names) {
            Path folder = prefix.resolve(name);
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> firstFolderBelow(Path parent, String name) {
        if (!Files.isDirectory(parent)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
            for (Path child : children) {
                Path folder = child.resolve(name);
                if (Files.isDirectory(folder)) {
                    return Optional.of(folder);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new DemoException("cannot read " + parent, e);
        }
    }
}
