package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** What can be said of a device; an option that is not given leaves things as they are. */
final class DeviceOptions extends ChangeOptions {
    @Option(names = "--tech", paramLabel = "WORD", description = "pjsip (preset), sip, iax2, dahdi or custom.")
    void tech(String word) {
        put("tech", word);
    }

    @Option(names = "--dial", paramLabel = "CHANNEL", description = "Dial string, when it is not TECH/number.")
    void dial(String channel) {
        put("dial", channel);
    }

    @Option(names = "--type", paramLabel = "WORD", description = "adhoc (preset: a hot desk) or fixed.")
    void type(String word) {
        put("type", word);
    }

    @Option(
            names = "--default-user",
            paramLabel = "USER",
            description = "Whose it is when nobody is logged in, or for good when fixed; 'none' for nobody.")
    void defaultUser(String user) {
        putOrNone("default_user", user);
    }

    @Option(
            names = "--emergency-cid",
            paramLabel = "CALLERID",
            description = "The desk's caller id on emergency calls: number or 'name <number>'; 'none' for none.")
    void emergencyCid(String callerId) {
        putOrNone("emergency_cid", callerId);
    }

    @Option(names = "--location", paramLabel = "TEXT", description = "Where the desk stands; 'none' for unsaid.")
    void location(String place) {
        putOrNone("location", place);
    }

    @Option(names = "--context", paramLabel = "NAME", description = "Where its calls begin; preset from-internal.")
    void context(String name) {
        putOrNone("context", name);
    }

    @Option(names = "--description", paramLabel = "TEXT", description = "What people call it.")
    void description(String text) {
        putOrNone("description", text);
    }

    @Option(names = "--signalling", paramLabel = "WORD", description = "Of a DAHDI channel, such as fxo_ks; or 'none'.")
    void signalling(String word) {
        putOrNone("signalling", word);
    }

    @Option(names = "--edge", arity = "1", paramLabel = "true|false", description = "Registers at Hotdesk's SIP edge.")
    void edge(boolean yes) {
        put("edge", yes);
    }

    @Option(names = "--secret", description = "Asks for the SIP secret; one is made when a device is added without.")
    private boolean ask;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "Reads the SIP secret; - is standard input.")
    private String file = "";

    @Override
    ObjectNode changes(SecretInput input) {
        String type = changes().path("type").asText("adhoc");
        if (!type.equals("adhoc") && !type.equals("fixed")) {
            throw new CliException(ExitCode.USAGE, "--type must be adhoc or fixed");
        }
        secret(input, "secret", ask, file);
        return changes();
    }
}
