package org.hotdesk.dialplan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.CallKind;
import org.hotdesk.rules.Callee;
import org.hotdesk.rules.Caller;

/** What a lookup must leave, by the model's rules. */
final class ExpectedVariables {
    private static final int RING_SECONDS = 15;

    private ExpectedVariables() {}

    /** Of a call from this desk to that number. */
    static Map<String, String> of(Floor floor, String device, String callee, CallKind kind) {
        Map<String, String> expected = new TreeMap<>();
        Caller caller = Caller.at(floor, DeviceNumber.parse(device), kind);
        Optional<AmpUser> user = caller.user();
        expected.put("HD_AMPUSER", caller.ampUser());
        expected.put("HD_CIDNAME", caller.cidName());
        expected.put("HD_CIDNUM", caller.cidNumber());
        expected.put("HD_MASQ", caller.masquerades() ? "TRUE" : "");
        expected.put("HD_OUTCID", caller.outboundCallerId());
        expected.put("HD_ECID", caller.emergencyCallerId());
        expected.put("HD_ELOC", caller.emergencyLocation());
        expected.put("HD_LANG", word(user.flatMap(AmpUser::language)));
        expected.put("HD_ACCT", word(user.flatMap(AmpUser::accountcode)));
        expected.put("HD_UCTX", word(user.flatMap(AmpUser::context)));
        expected.put("HD_SESSION", caller.sessionId());
        expected.put("HD_OUTBOUND", caller.outbound());
        expected.put("HD_EMPTY", caller.emptyCalls());
        expected.put("HD_NUMBERS", caller.emptyNumbers());
        expected.put("HD_MUSIC", caller.music());
        expected.put("HD_OPTS", user.flatMap(AmpUser::dialOptions).orElse(""));
        addCallee(expected, UserNumber.parse(callee).flatMap(number -> Callee.of(floor, number, RING_SECONDS)));
        return expected;
    }

    private static void addCallee(Map<String, String> expected, Optional<Callee> callee) {
        CallFeatures features = callee.map(known -> known.user().features()).orElse(CallFeatures.OFF);
        expected.put("HD_KIND", callee.isPresent() ? "user" : "none");
        expected.put("HD_DIAL", callee.map(Callee::dial).orElse(""));
        expected.put(
                "HD_RING",
                callee.flatMap(Callee::ringSeconds).map(String::valueOf).orElse(""));
        expected.put("HD_NOANSWER", callee.map(Callee::noAnswer).orElse(""));
        expected.put("HD_VM", callee.map(Callee::mailbox).orElse(""));
        expected.put("HD_DND", features.doNotDisturb() ? "YES" : "");
        expected.put("HD_CW", features.callWaiting() ? "ENABLED" : "");
        expected.put("HD_CF", features.forward().orElse(""));
        expected.put("HD_CFB", features.forwardBusy().orElse(""));
        expected.put("HD_CFU", features.forwardUnavailable().orElse(""));
        expected.put(
                "HD_CALLEENAME",
                callee.map(known -> known.user().cidname().text()).orElse(""));
        expected.put("HD_CALLEELANG", word(callee.flatMap(known -> known.user().language())));
        expected.put("HD_CALLEEACCT", word(callee.flatMap(known -> known.user().accountcode())));
        expected.put("HD_CALLEEOUT", callee.map(Callee::outbound).orElse(""));
        expected.put("HD_CALLEEMUSIC", callee.map(Callee::music).orElse(""));
    }

    private static String word(Optional<Token> token) {
        return token.map(Token::text).orElse("");
    }
}
