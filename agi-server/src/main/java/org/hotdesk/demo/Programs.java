package org.hotdesk.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The place where Asterisk, baresip and sipp are found and run: a root folder made by {@link AsteriskRoot}, or this
 * machine itself.
 *
 * @param root folder that the programs see as {@code /}; empty for this machine
 */
public record Programs(Optional<Path> root) {

    /** Programs installed on this machine; they need no root rights. */
    public static Programs ofThisMachine() {
        return new Programs(Optional.empty());
    }

    /** Programs of a root folder; only root can run them. */
    public static Programs in(Path root) {
        return new Programs(Optional.of(root));
    }

    /**
     * Starts a program which ends with {@link RunningProgram#close} or with this process, whichever is first.
     *
     * @param folder folder of the run below /tmp, which the program finds at the same path
     * @param output file to which standard output and error are appended
     */
    RunningProgram start(Path folder, Path output, List<String> command) {
        return start(folder, output.toString(), command);
    }

    /** As the other, with the output to be read from {@link RunningProgram#output}, and promptly. */
    RunningProgram startTalking(Path folder, List<String> command) {
        return start(folder, "-", command);
    }

    private RunningProgram start(Path folder, String output, List<String> command) {
        // A session of its own: Ctrl-C is for us alone, and our end is then what ends the program.
        List<String> line = new ArrayList<>(List.of("setsid"));
        if (root.isPresent()) {
            line.addAll(List.of("unshare", "--mount", "--uts"));
        }
        line.addAll(List.of("sh", "-c", script(), "run-program"));
        line.addAll(List.of(root.map(Path::toString).orElse(""), folder.toString(), output));
        line.addAll(command);
        try {
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            return RunningProgram.of(command.get(0), process, this);
        } catch (IOException e) {
            throw new DemoException("cannot start " + command.get(0), e);
        }
    }

    private static String script() {
        try (InputStream in = Programs.class.getResourceAsStream("run-program.sh")) {
            if (in == null) {
                throw new IllegalStateException("run-program.sh is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
