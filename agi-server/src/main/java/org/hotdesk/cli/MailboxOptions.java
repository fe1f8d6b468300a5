package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** What can be said of a mailbox; an option that is not given leaves things as they are. */
final class MailboxOptions extends ChangeOptions {
    @Option(names = "--name", paramLabel = "TEXT", description = "The full name that Asterisk's mails show.")
    void name(String text) {
        put("full_name", text);
    }

    @Option(names = "--person", paramLabel = "UID", description = "Whose e-mail and pager are told; or 'none'.")
    void person(String uid) {
        putOrNone("person", uid);
    }

    @Option(
            names = "--options",
            paramLabel = "TEXT",
            description = "Asterisk's own, such as 'attach=yes|tz=european'; or 'none'.")
    void options(String text) {
        putOrNone("options", text);
    }

    @Option(names = "--password", description = "Asks for the password that the owner dials, 3 to 15 digits.")
    private boolean askPassword;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Reads the password; - is standard input.")
    private String passwordFile = "";

    @Override
    ObjectNode changes(SecretInput input) {
        secret(input, "password", askPassword, passwordFile);
        return changes();
    }
}
