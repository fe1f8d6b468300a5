package org.hotdesk.cli;

import picocli.CommandLine.Option;

/** {@code --json}, on every verb that prints data. */
final class JsonOption {
    @Option(names = "--json", description = "Prints JSON, for programs.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
