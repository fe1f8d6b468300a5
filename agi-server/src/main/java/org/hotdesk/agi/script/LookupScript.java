package org.hotdesk.agi.script;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotdesk.agi.protocol.AgiCall;
import org.hotdesk.agi.protocol.Script;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.CallKind;
import org.hotdesk.rules.Callee;
import org.hotdesk.rules.Caller;

/**
 * Answers who calls and whom to ring, from the floor as it is now, in one round trip as a rule. It sets the same
 * variables as the dialplan's own {@code DB()} road, and HD_OK last. Thread-safe.
 */
public final class LookupScript implements Script {
    /** Which halves a path answers. */
    public enum Half {
        /** Who calls: path {@code user-callerid}. */
        CALLER,
        /** Whom to ring: path {@code macro-dial}. */
        CALLEE,
        /** Both, for a whole call at once: path {@code call}. */
        BOTH
    }

    private static final String TRUE = "TRUE";
    private static final String YES = "YES";
    private static final String ENABLED = "ENABLED";

    private final Half half;
    private final Supplier<Floor> floor;
    private final int ringDefault;
    private final LookupLog log;
    private final Clock clock;

    /**
     * Answers one path.
     *
     * @param floor gives the newest snapshot without blocking
     * @param ringDefault seconds to ring users without a ring time of their own
     * @param log remembers what was answered
     */
    public LookupScript(Half half, Supplier<Floor> floor, int ringDefault, LookupLog log, Clock clock) {
        this.half = half;
        this.floor = floor;
        this.ringDefault = ringDefault;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void run(AgiCall call) {
        Floor now = floor.get();
        Map<String, String> variables = new LinkedHashMap<>(64);
        CallKind kind = call.parameter("dest").flatMap(CallKind::parse).orElse(CallKind.INTERNAL);
        Optional<DeviceNumber> device = call.parameter("device").flatMap(DeviceNumber::parse);
        Optional<UserNumber> callee = call.parameter("callee").flatMap(UserNumber::parse);
        if (half != Half.CALLEE) {
            addCaller(variables, Caller.at(now, device, kind));
        }
        if (half != Half.CALLER) {
            addCallee(variables, callee.flatMap(user -> Callee.of(now, user, ringDefault)));
        }
        variables.put("HD_OK", "1");
        call.set(variables);
        log.add(new Lookup(clock.instant(), call.id(), half, device, callee, kind, now));
    }

    private static void addCaller(Map<String, String> variables, Caller caller) {
        Optional<AmpUser> user = caller.user();
        variables.put("HD_AMPUSER", caller.ampUser());
        variables.put("HD_CIDNAME", caller.cidName());
        variables.put("HD_CIDNUM", caller.cidNumber());
        variables.put("HD_MASQ", caller.masquerades() ? TRUE : "");
        variables.put("HD_OUTCID", caller.outboundCallerId());
        variables.put("HD_ECID", caller.emergencyCallerId());
        variables.put("HD_ELOC", caller.emergencyLocation());
        variables.put(
                "HD_LANG", user.flatMap(AmpUser::language).map(Token::text).orElse(""));
        variables.put(
                "HD_ACCT", user.flatMap(AmpUser::accountcode).map(Token::text).orElse(""));
        variables.put("HD_OPTS", user.flatMap(AmpUser::dialOptions).orElse(""));
        variables.put("HD_UCTX", user.flatMap(AmpUser::context).map(Token::text).orElse(""));
        variables.put("HD_SESSION", caller.sessionId());
        variables.put("HD_OUTBOUND", caller.outbound());
        variables.put("HD_EMPTY", caller.emptyCalls());
        variables.put("HD_NUMBERS", caller.emptyNumbers());
        variables.put("HD_MUSIC", caller.music());
    }

    private static void addCallee(Map<String, String> variables, Optional<Callee> callee) {
        CallFeatures features = callee.map(Callee::user).map(AmpUser::features).orElse(CallFeatures.OFF);
        variables.put("HD_KIND", callee.isPresent() ? "user" : "none");
        variables.put("HD_DIAL", callee.map(Callee::dial).orElse(""));
        variables.put(
                "HD_RING",
                callee.flatMap(Callee::ringSeconds).map(String::valueOf).orElse(""));
        variables.put("HD_NOANSWER", callee.map(Callee::noAnswer).orElse(""));
        variables.put("HD_VM", callee.map(Callee::mailbox).orElse(""));
        variables.put("HD_DND", features.doNotDisturb() ? YES : "");
        variables.put("HD_CW", features.callWaiting() ? ENABLED : "");
        variables.put("HD_CF", features.forward().orElse(""));
        variables.put("HD_CFB", features.forwardBusy().orElse(""));
        variables.put("HD_CFU", features.forwardUnavailable().orElse(""));
        variables.put(
                "HD_CALLEENAME", callee.map(c -> c.user().cidname().text()).orElse(""));
        Optional<AmpUser> user = callee.map(Callee::user);
        variables.put(
                "HD_CALLEELANG",
                user.flatMap(AmpUser::language).map(Token::text).orElse(""));
        variables.put(
                "HD_CALLEEACCT",
                user.flatMap(AmpUser::accountcode).map(Token::text).orElse(""));
        variables.put("HD_CALLEEOUT", callee.map(Callee::outbound).orElse(""));
        variables.put("HD_CALLEEMUSIC", callee.map(Callee::music).orElse(""));
    }
}
