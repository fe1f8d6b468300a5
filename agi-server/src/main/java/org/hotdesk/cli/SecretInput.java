package org.hotdesk.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Takes PINs and secrets by prompt, standard input or file; never as an argument, which every user of the machine can read. */
final class SecretInput {
    private static final long BYTES_MAX = 4_096;

    private final Surroundings surroundings;

    SecretInput(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Asks twice on the terminal. */
    String prompted(String what) {
        Surroundings.Terminal terminal = surroundings
                .terminal()
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE, "nobody is here to type the " + what + "; give it with --" + what + "-file"));
        char[] first = asked(terminal, "New " + what + ": ");
        char[] second = asked(terminal, "The same again: ");
        if (!Arrays.equals(first, second)) {
            throw new CliException(ExitCode.FAILED, "the two are not the same; nothing was changed");
        }
        return new String(first);
    }

    /** Reads the only line of a file, or of standard input when the file is {@code -}. */
    String read(String what, String file) {
        try {
            String text = file.equals("-")
                    ? new String(surroundings.in().readNBytes((int) BYTES_MAX), StandardCharsets.UTF_8)
                    : fileText(Path.of(file));
            if (text.strip().lines().count() > 1) {
                throw new CliException(
                        ExitCode.FAILED, "the " + what + " must be the only line of " + file + "; nothing was changed");
            }
            return text.lines()
                    .findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new CliException(ExitCode.FAILED, "there is no " + what + " in " + file));
        } catch (IOException unreadable) {
            throw new CliException(ExitCode.FAILED, "cannot read the " + what + " from " + file, unreadable);
        }
    }

    private static String fileText(Path file) throws IOException {
        return Files.size(file) > BYTES_MAX ? "" : Files.readString(file);
    }

    private static char[] asked(Surroundings.Terminal terminal, String question) {
        Optional<char[]> answer = terminal.askHidden(question);
        return answer.orElseThrow(() -> new CliException(ExitCode.FAILED, "nothing was changed"));
    }
}
