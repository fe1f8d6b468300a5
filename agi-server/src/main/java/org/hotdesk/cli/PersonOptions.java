package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** What can be said of a person; an option that is not given leaves things as they are. */
final class PersonOptions extends ChangeOptions {
    @Option(names = "--first-name", paramLabel = "TEXT", description = "Given name; or 'none'.")
    void firstName(String text) {
        putOrNone("first_name", text);
    }

    @Option(names = "--last-name", paramLabel = "TEXT", description = "Family name; or 'none'.")
    void lastName(String text) {
        putOrNone("last_name", text);
    }

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Where voicemail is announced; or 'none'.")
    void email(String address) {
        putOrNone("email", address);
    }

    @Option(names = "--pager", paramLabel = "ADDRESS", description = "Where it is announced in short; or 'none'.")
    void pager(String address) {
        putOrNone("pager", address);
    }

    @Override
    ObjectNode changes(SecretInput input) {
        return changes();
    }
}
