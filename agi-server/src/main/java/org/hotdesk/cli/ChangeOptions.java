package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Collects options as the JSON that the admin API takes. One owner thread. */
abstract class ChangeOptions {
    private final ObjectNode changes = Json.MAPPER.createObjectNode();

    /** All that was given, secrets included. */
    abstract ObjectNode changes(SecretInput input);

    /** The body of this request; a PATCH with nothing in it is wrong usage. */
    final ObjectNode body(String method, SecretInput input) {
        ObjectNode body = changes(input);
        if (method.equals("PATCH") && body.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "nothing to change; see --help");
        }
        return body;
    }

    final ObjectNode changes() {
        return changes;
    }

    final void put(String field, String text) {
        changes.put(field, text);
    }

    final void put(String field, int number) {
        changes.put(field, number);
    }

    final void put(String field, boolean yes) {
        changes.put(field, yes);
    }

    /** For a field that may be empty, or that the daemon says may not. */
    final void putOrNone(String field, String text) {
        if (text.equals("none")) {
            changes.putNull(field);
        } else {
            changes.put(field, text);
        }
    }

    /** A secret by prompt or file, if one of them was asked for. */
    final void secret(SecretInput input, String what, boolean ask, String file) {
        String field = what.replace('-', '_');
        if (!file.isEmpty()) {
            put(field, input.read(what, file));
        } else if (ask) {
            put(field, input.prompted(what));
        }
    }
}
