package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What verbs that ask the daemon share. One owner thread. */
abstract class Verb {
    private static final Duration CHANGE = Duration.ofSeconds(30);

    private final CliContext context;

    Verb(CliContext context) {
        this.context = context;
    }

    final CliContext context() {
        return context;
    }

    final AdminClient daemon() {
        return new AdminClient(context.config().admin());
    }

    final ObjectNode get(String path) {
        return daemon().get(path);
    }

    final ObjectNode send(String method, String path, ObjectNode body) {
        return daemon().send(method, path, body, CHANGE);
    }

    final Printer printer() {
        return new Printer(context.out());
    }
}
