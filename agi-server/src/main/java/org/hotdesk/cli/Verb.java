package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.time.Duration;
import org.hotdesk.config.HotdeskConfig;

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
        context.refuseWhereObserving();
        HotdeskConfig.Admin admin = context.config().admin();
        if (!Files.exists(admin.tokenFile())) {
            context.refuseWhereUnconfigured();
        }
        return new AdminClient(admin);
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
