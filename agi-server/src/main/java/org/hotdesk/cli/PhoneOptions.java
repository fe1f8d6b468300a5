package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What can be said of a hard phone; an option that is not given leaves things as they are. */
final class PhoneOptions extends ChangeOptions {
    @Option(names = "--model", paramLabel = "MODEL", description = "One of 'hotdesk phone models'.")
    void model(String name) {
        put("model", name);
    }

    @Option(names = "--person", paramLabel = "UID", description = "Whose phone it is, shown on its lines; or 'none'.")
    void person(String uid) {
        putOrNone("person", uid);
    }

    @Option(names = "--description", paramLabel = "TEXT", description = "What the phone shows as its name; or 'none'.")
    void description(String text) {
        putOrNone("description", text);
    }

    @Option(
            names = "--line",
            paramLabel = "DEVICE",
            description =
                    "A device on the phone's keys; again for each, in their order. Replaces all; 'none' for no line.")
    void lines(List<String> devices) {
        list("lines", devices);
    }

    @Option(
            names = "--lamp",
            paramLabel = "USER",
            description = "A key that shows how a user is, and its label: '201' or '201 Ann Lee'. As --line.")
    void lamps(List<String> users) {
        list("lamps", users);
    }

    @Option(
            names = "--voicemail-key",
            paramLabel = "true|false|none",
            description = "A key for voicemail; 'none': where the model has no button of its own.")
    void voicemailKey(String word) {
        flag("voicemail_key", word);
    }

    @Option(
            names = "--login-keys",
            paramLabel = "true|false|none",
            description = "Keys for login and logoff; 'none': as far as there is room.")
    void loginKeys(String word) {
        flag("login_keys", word);
    }

    @Option(
            names = "--set",
            paramLabel = "NAME=TEXT",
            description = "A further line of the phone's file, as its vendor names it.")
    void settings(Map<String, String> settings) {
        ObjectNode all = changes().withObject("/settings");
        settings.forEach(all::put);
    }

    @Option(names = "--unset", paramLabel = "NAME", description = "Takes such a line away.")
    void unset(List<String> names) {
        names.forEach(changes().withObject("/settings")::putNull);
    }

    @Option(
            names = "--secret",
            description = "Asks for what the phone fetches its file with; one is made when it is added without.")
    private boolean ask;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "Reads it; - is standard input.")
    private String file = "";

    @Override
    ObjectNode changes(SecretInput input) {
        secret(input, "secret", ask, file);
        return changes();
    }

    private void list(String field, List<String> texts) {
        ArrayNode all = changes().putArray(field);
        texts.stream().filter(text -> !text.equals("none")).forEach(all::add);
    }

    private void flag(String field, String word) {
        switch (word) {
            case "true" -> put(field, true);
            case "false" -> put(field, false);
            case "none" -> changes().putNull(field);
            default ->
                throw new CliException(ExitCode.USAGE, "--" + field.replace('_', '-') + " must be true, false or none");
        }
    }
}
