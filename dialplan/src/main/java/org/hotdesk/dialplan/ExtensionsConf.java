package org.hotdesk.dialplan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The dialplan text. It has no user, device or login in it: those are looked up when a call comes, by the companion or,
 * when it does not answer, in astdb, and both leave the same variables. The same configuration gives the same bytes.
 */
public final class ExtensionsConf {
    /** A FastAGI lookup that takes longer is given up, in seconds; the call goes on by astdb. */
    public static final int LOOKUP_SECONDS = 3;

    /** What a login script has until it sets a limit of its own, in seconds. */
    public static final int CODE_SECONDS = 3;

    /** The companion's pulse is gone when its last beat is older, in seconds. */
    public static final int PULSE_SECONDS = 10;

    /** How often a call goes on to another user because nobody answered. */
    public static final int HOPS_MAX = 8;

    private static final int TONE_SECONDS = 10;
    private static final int DIGITS_SECONDS = 10;

    private ExtensionsConf() {}

    /** The whole text, for a file of its own that {@code extensions.conf} includes. */
    public static String text(DialplanConfig config) {
        Map<String, String> values = values(config);
        return List.of(
                        "head",
                        "internal",
                        "emergency",
                        "identity",
                        "companion",
                        "roads",
                        "caller",
                        "dial",
                        "record",
                        "members",
                        "codes",
                        "features",
                        "numbered",
                        "macros-" + config.flavour().literal(),
                        "entry")
                .stream()
                .map(name -> Piece.named(name).filled(values))
                .collect(Collectors.joining());
    }

    private static Map<String, String> values(DialplanConfig config) {
        Map<String, String> values = new HashMap<>();
        values.put("lookups", eachCompanion(config, "ask", ""));
        values.put("codes-beating", eachCompanion(config, "ask-code", ",yes"));
        values.put("codes-silent", eachCompanion(config, "ask-code", ",no"));
        values.put("ring-seconds", Integer.toString(config.ringSeconds()));
        values.put("dial-options", config.dialOptions());
        values.put("lookup-seconds", Integer.toString(LOOKUP_SECONDS));
        values.put("code-seconds", Integer.toString(CODE_SECONDS));
        values.put("pulse-seconds", Integer.toString(PULSE_SECONDS));
        values.put("hops-max", Integer.toString(HOPS_MAX));
        values.put("tone-seconds", Integer.toString(TONE_SECONDS));
        values.put("digits-seconds", Integer.toString(DIGITS_SECONDS));
        for (Prompt prompt : Prompt.values()) {
            values.put("say." + prompt.name().toLowerCase(Locale.ROOT).replace('_', '-'), prompt.playback());
        }
        for (Code code : Code.values()) {
            values.put("code." + code.literal(), config.code(code));
        }
        values.put("login-with-digits", loginWithDigits(config));
        values.put("logoff-with-digits", logoffWithDigits(config));
        values.put("switches", eachFeature(config));
        values.put(
                "numbered",
                numbered(config, Code.FIND_USER, "find")
                        + numbered(config, Code.CALL_DEVICE, "desk")
                        + numbered(config, Code.PICKUP, "pickup"));
        values.put("emergency-numbers", eachEmergencyNumber(config));
        values.put("forward-refusals", eachForwardRefusal(config));
        return values;
    }

    private static String eachCompanion(DialplanConfig config, String extension, String more) {
        var lines = new StringBuilder();
        for (int i = 0; i < config.companions().size(); i++) {
            lines.append(" same => n,Gosub(" + extension + ",1(${ARG1},"
                            + config.companions().get(i) + "," + DialplanConfig.pulse(i) + more + "))\n")
                    .append(" same => n,GotoIf($[\"${HD_OK}\" = \"1\"]?done)\n");
        }
        return lines.toString();
    }

    private static String loginWithDigits(DialplanConfig config) {
        String code = config.code(Code.LOGIN);
        String dialled = "EXTEN:" + code.length();
        String pin = config.pinInCode() ? "${FILTER(0-9,${CUT(" + dialled + ",*,2)})}" : "";
        return "exten => _" + code + "X.,1,Gosub(hotdesk-login,s,1(login,${FILTER(0-9,${CUT(" + dialled + ",*,1)})},"
                + pin + "))\n";
    }

    /** One digit and more of them: a pattern of Asterisk's that ends with a dot wants one digit more than stands there. */
    private static String numbered(DialplanConfig config, Code code, String what) {
        String dialled = config.code(code);
        String does = ",1,Gosub(hotdesk-numbered," + what + ",1(${FILTER(0-9,${EXTEN:" + dialled.length() + "})}))\n";
        return "exten => _" + dialled + "X" + does + "exten => _" + dialled + "X." + does;
    }

    private static String logoffWithDigits(DialplanConfig config) {
        String code = config.code(Code.LOGOFF);
        return "exten => _" + code + "X.,1,Gosub(hotdesk-login,s,1(logoff,${FILTER(0-9,${EXTEN:" + code.length()
                + "})},))\n";
    }

    private static String eachFeature(DialplanConfig config) {
        return Arrays.stream(Feature.values())
                .map(feature -> feature.extensions(config))
                .collect(Collectors.joining());
    }

    private static String eachEmergencyNumber(DialplanConfig config) {
        Piece piece = Piece.named("emergency-number");
        return config.emergencyNumbers().stream()
                .map(number -> piece.filled(Map.of(
                        "number", number,
                        "say", Prompt.NO_EMERGENCY_ROUTE.playback(),
                        "tone-seconds", Integer.toString(TONE_SECONDS))))
                .collect(Collectors.joining());
    }

    private static String eachForwardRefusal(DialplanConfig config) {
        return config.emergencyNumbers().stream()
                .map(number -> "exten => " + number + ",1,Hangup(1)\n")
                .collect(Collectors.joining());
    }
}
