package org.hotdesk.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, where the words of picocli would mislead or show a secret. Pure. */
final class UsageText {
    private static final List<String> ASKING = List.of("--pin", "--secret", "--mailbox-password", "--password");

    private UsageText() {}

    /** The text without its hints; empty where picocli's own will do. */
    static Optional<String> of(ParameterException wrong, List<String> args) {
        Optional<String> secret = secretAsArgument(wrong, args);
        return secret.isPresent() ? secret : unknownVerb(wrong);
    }

    private static Optional<String> secretAsArgument(ParameterException wrong, List<String> args) {
        boolean surplus = wrong instanceof UnmatchedArgumentException;
        return IntStream.range(0, args.size())
                .mapToObj(i -> ASKING.stream()
                        .filter(option -> args.get(i).startsWith(option + "=")
                                || (surplus && args.get(i).equals(option) && isValue(args, i + 1))))
                .flatMap(options -> options)
                .findFirst()
                .map(option -> "a secret is never an argument, which every user of the machine can read: give " + option
                        + " alone to be asked, or " + option + "-file FILE");
    }

    private static boolean isValue(List<String> args, int at) {
        return at < args.size() && !args.get(at).startsWith("-");
    }

    private static Optional<String> unknownVerb(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getCommandLine().getSubcommands().isEmpty()) {
            return Optional.empty();
        }
        return unmatched.getUnmatched().stream()
                .findFirst()
                .filter(word -> !word.startsWith("-"))
                .map(word -> "no such verb '" + word + "'");
    }
}
