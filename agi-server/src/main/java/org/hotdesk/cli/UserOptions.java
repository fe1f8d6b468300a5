package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** What can be said of a user; an option that is not given leaves things as they are. */
final class UserOptions extends ChangeOptions {
    private static final String RULE = "force, yes, dontcare, no or never";

    @Option(names = "--name", paramLabel = "TEXT", description = "The name that others see (cidname).")
    void name(String text) {
        putOrNone("cidname", text);
    }

    @Option(names = "--cidnum", paramLabel = "NUMBER", description = "Shown on internal calls instead; or 'none'.")
    void cidnum(String number) {
        putOrNone("cidnum", number);
    }

    @Option(
            names = "--outboundcid",
            paramLabel = "CALLERID",
            description = "On external calls: number or 'name <number>'; 'none' for none.")
    void outboundcid(String callerId) {
        putOrNone("outboundcid", callerId);
    }

    @Option(names = "--ringtimer", paramLabel = "SECONDS", description = "How long to ring; 0 for the system's time.")
    void ringtimer(int seconds) {
        put("ringtimer", seconds);
    }

    @Option(
            names = "--noanswer",
            paramLabel = "WHERE",
            description = "just-ring, vmbox-<box>, ivr_<n>, user-<n>; 'none' for the own mailbox.")
    void noanswer(String where) {
        putOrNone("noanswer", where);
    }

    @Option(names = "--mailbox", paramLabel = "BOX@CONTEXT", description = "The own mailbox, made if new; or 'none'.")
    void mailbox(String address) {
        putOrNone("mailbox", address);
    }

    @Option(names = "--recording-in-internal", paramLabel = "WORD", description = RULE)
    void recordingInInternal(String word) {
        put("recording_in_internal", word);
    }

    @Option(names = "--recording-in-external", paramLabel = "WORD", description = RULE)
    void recordingInExternal(String word) {
        put("recording_in_external", word);
    }

    @Option(names = "--recording-out-internal", paramLabel = "WORD", description = RULE)
    void recordingOutInternal(String word) {
        put("recording_out_internal", word);
    }

    @Option(names = "--recording-out-external", paramLabel = "WORD", description = RULE)
    void recordingOutExternal(String word) {
        put("recording_out_external", word);
    }

    @Option(names = "--context", paramLabel = "NAME", description = "Where the user's calls are routed; or 'none'.")
    void context(String name) {
        putOrNone("context", name);
    }

    @Option(names = "--language", paramLabel = "CODE", description = "Of prompts; or 'none'.")
    void language(String code) {
        putOrNone("language", code);
    }

    @Option(names = "--accountcode", paramLabel = "WORD", description = "For call records; or 'none'.")
    void accountcode(String word) {
        putOrNone("accountcode", word);
    }

    @Option(names = "--dialopts", paramLabel = "OPTIONS", description = "Of Dial, for this user's calls; or 'none'.")
    void dialopts(String options) {
        putOrNone("dialopts", options);
    }

    @Option(names = "--person", paramLabel = "UID", description = "Whose number it is; or 'none'.")
    void person(String uid) {
        putOrNone("person", uid);
    }

    @Option(names = "--cf", paramLabel = "NUMBER", description = "Forwards every call; or 'none'.")
    void forward(String number) {
        putOrNone("cf", number);
    }

    @Option(names = "--cfb", paramLabel = "NUMBER", description = "Forwards when busy; or 'none'.")
    void forwardBusy(String number) {
        putOrNone("cfb", number);
    }

    @Option(names = "--cfu", paramLabel = "NUMBER", description = "Forwards when unanswered or unreachable; or 'none'.")
    void forwardUnavailable(String number) {
        putOrNone("cfu", number);
    }

    @Option(names = "--dnd", arity = "1", paramLabel = "true|false", description = "Do not disturb.")
    void doNotDisturb(boolean yes) {
        put("dnd", yes);
    }

    @Option(names = "--cw", arity = "1", paramLabel = "true|false", description = "Call waiting.")
    void callWaiting(boolean yes) {
        put("cw", yes);
    }

    @Option(names = "--no-pin", description = "Takes the PIN away: the user cannot log in.")
    void noPin(boolean yes) {
        if (yes) {
            putOrNone("pin", "none");
        }
    }

    @Option(
            names = "--pin",
            description = "Asks for the PIN to log in with: login.pin-min-digits to 15 digits that nobody would try.")
    private boolean askPin;

    @Option(names = "--pin-file", paramLabel = "FILE", description = "Reads the PIN; - is standard input.")
    private String pinFile = "";

    @Option(names = "--mailbox-password", description = "Asks for the password of the mailbox, 3 to 15 digits.")
    private boolean askPassword;

    @Option(names = "--mailbox-password-file", paramLabel = "FILE", description = "Reads it; - is standard input.")
    private String passwordFile = "";

    @Override
    ObjectNode changes(SecretInput input) {
        if ((askPin ? 1 : 0) + (pinFile.isEmpty() ? 0 : 1) + (changes().has("pin") ? 1 : 0) > 1) {
            throw new CliException(ExitCode.USAGE, "only one of --pin, --pin-file and --no-pin can be given");
        }
        secret(input, "pin", askPin, pinFile);
        secret(input, "mailbox-password", askPassword, passwordFile);
        return changes();
    }
}
