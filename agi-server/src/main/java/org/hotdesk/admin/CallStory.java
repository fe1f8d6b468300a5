package org.hotdesk.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotdesk.agi.script.Lookup;
import org.hotdesk.agi.script.LookupScript;
import org.hotdesk.dialplan.Code;
import org.hotdesk.dialplan.DialplanConfig;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.EmptyCalls;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.EffectivePolicy;
import org.hotdesk.rules.CallKind;
import org.hotdesk.rules.Callee;
import org.hotdesk.rules.Caller;
import org.hotdesk.rules.Caller.Refusal;

/** Tells in plain words what a call does on a floor: which device, which user, which rule. */
final class CallStory {
    private final Floor floor;
    private final DialplanConfig dialplan;
    private final Registrars registrars;
    private final List<String> lines = new ArrayList<>();

    private CallStory(Floor floor, DialplanConfig dialplan, Registrars registrars) {
        this.floor = floor;
        this.dialplan = dialplan;
        this.registrars = registrars;
    }

    /** What a device's call to a number would do. */
    static List<String> predicted(AdminParts parts, Floor floor, DeviceNumber device, String number) {
        var story = new CallStory(floor, parts.dialplan(), new Registrars(parts));
        story.predict(device, number);
        return story.lines;
    }

    /** What a lookup that was answered from this floor has said. */
    static List<String> told(AdminParts parts, Lookup lookup) {
        var story = new CallStory(lookup.floor(), parts.dialplan(), new Registrars(parts));
        story.tell(lookup);
        return story.lines;
    }

    private void tell(Lookup lookup) {
        Caller caller = Caller.at(floor, lookup.device(), lookup.kind());
        lookup.device()
                .ifPresentOrElse(
                        number -> caller(number, caller),
                        () -> say("It came from no device of ours, such as a trunk, so it keeps its own caller id."));
        // Codes ask for the caller alone, and as an internal call; who asks for the callee alone has let the caller
        // pass.
        boolean dialledOut = lookup.callee().isPresent() || lookup.kind() == CallKind.EXTERNAL;
        boolean asked = dialledOut && lookup.half() != LookupScript.Half.CALLEE;
        String number = lookup.callee().map(UserNumber::digits).orElse("");
        if (!asked || passes(caller, number)) {
            lookup.callee().ifPresent(this::callee);
        }
    }

    /** Says why the call is refused, or by what an empty phone may make it. */
    private boolean passes(Caller caller, String number) {
        Optional<Refusal> refusal = caller.refusal(number);
        refusal.ifPresent(why -> say(
                switch (why) {
                    case EMPTY_PHONE -> emptyPhone(caller, number);
                    case INSIDE_ONLY ->
                        "Calls to the outside are not allowed" + setFor(caller, PolicyKey.OUTBOUND)
                                + ", so the call is refused with a prompt, unless it is somebody's forward.";
                }));
        if (refusal.isEmpty() && caller.device().isPresent() && caller.user().isEmpty()) {
            say("An empty phone may make this call"
                    + setFor(
                            caller,
                            caller.rights().emptyNumbers().contains(number)
                                    ? PolicyKey.EMPTY_NUMBERS
                                    : PolicyKey.EMPTY_CALLS)
                    + ".");
        }
        return refusal.isEmpty();
    }

    // Of a call to the outside that was looked up, the number is not known.
    private static String emptyPhone(Caller caller, String number) {
        List<String> allowed = new ArrayList<>(List.of("codes"));
        if (caller.rights().emptyCalls() == EmptyCalls.INTERNAL) {
            allowed.add("users");
        }
        allowed.addAll(caller.rights().emptyNumbers());
        String refused = number.isEmpty() && !caller.rights().emptyNumbers().isEmpty()
                ? "any other call is refused with a prompt."
                : "the call is refused with a prompt.";
        return "An empty phone may dial " + String.join(", ", allowed) + " and emergency numbers only, so " + refused;
    }

    private String setFor(Caller caller, PolicyKey key) {
        return EffectivePolicy.of(
                        floor,
                        caller.device().map(Device::number),
                        caller.user().map(AmpUser::number))
                .effective(key)
                .from()
                .map(scope ->
                        ", by " + key.literal() + " of " + (scope.subject().isEmpty() ? "the system" : scope))
                .orElse("");
    }

    private void predict(DeviceNumber device, String number) {
        Optional<Code> code = code(number);
        boolean emergency = dialplan.emergencyNumbers().contains(number);
        Optional<AmpUser> user = UserNumber.parse(number).flatMap(floor::user);
        CallKind kind = emergency
                ? CallKind.EMERGENCY
                : user.isPresent() || code.isPresent() ? CallKind.INTERNAL : CallKind.EXTERNAL;
        Caller caller = Caller.at(floor, Optional.of(device), kind);
        caller(device, caller);
        if (emergency) {
            say(number + " is an emergency number: any phone may dial it, and it leaves by your context"
                    + " hotdesk-emergency.");
        } else if (code.isPresent()) {
            say(number + " is the code for " + code.get().literal().replace('-', ' ') + ".");
            if (code.get() == Code.CALL_DEVICE) {
                passes(caller, number);
            }
        } else if (!passes(caller, number)) {
            return;
        } else if (user.isPresent()) {
            callee(user.get().number());
        } else {
            say(number + " is no user, so it is an external call and leaves by your context hotdesk-outbound.");
        }
    }

    private Optional<Code> code(String number) {
        return dialplan.codes().entrySet().stream()
                .filter(entry -> number.startsWith(entry.getValue()))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    private void caller(DeviceNumber number, Caller caller) {
        Optional<Device> device = caller.device();
        if (device.isEmpty()) {
            say("There is no device " + number + ", so Hotdesk leaves the call's caller id as it is.");
            return;
        }
        say("It comes from device " + number + " (" + device.get().dial() + ", "
                + (device.get().isFixed() ? "fixed" : "a hot desk") + "), where " + seat(number, caller.user()) + ".");
        say(
                switch (caller.kind()) {
                    case EMERGENCY ->
                        caller.emergencyCallerId().isEmpty()
                                ? "The desk has no emergency caller id, so the call shows what your trunk sets."
                                : "It shows the desk's emergency caller id, " + caller.emergencyCallerId() + ".";
                    case EXTERNAL ->
                        caller.outboundCallerId().isEmpty()
                                ? "The user has no outboundcid, so an external call shows what your trunk sets."
                                : "An external call shows the user's outboundcid, " + caller.outboundCallerId() + ".";
                    case INTERNAL ->
                        caller.user().isEmpty()
                                ? "Nobody's name can be shown."
                                : "An internal call shows " + caller.cidName() + " <" + caller.cidNumber() + ">"
                                        + (caller.masquerades() ? " (cidnum stands in for the user's number)." : ".");
                });
        caller.user()
                .flatMap(AmpUser::context)
                .ifPresent(context -> say("The user's calls are routed in context " + context + "."));
    }

    private String seat(DeviceNumber device, Optional<AmpUser> user) {
        Optional<Session> session = floor.sessionAt(device);
        if (user.isEmpty() || session.isEmpty()) {
            return "nobody sits";
        }
        String how = session.get().how() == How.DEFAULT
                ? "as its default user"
                : "logged in by " + session.get().how().name().toLowerCase(Locale.ROOT);
        return "user " + named(user.get()) + " sits, " + how;
    }

    private void callee(UserNumber number) {
        Optional<Callee> found = Callee.of(floor, number, dialplan.ringSeconds());
        if (found.isEmpty()) {
            say(number + " is no user.");
            return;
        }
        Callee callee = found.get();
        CallFeatures features = callee.user().features();
        say("It calls user " + named(callee.user()) + ", who " + desks(number) + ".");
        if (features.forward().isPresent()) {
            say("All calls are forwarded (CF) to " + features.forward().get() + "."
                    + (callee.rights().outbound()
                            ? ""
                            : " The user may not call outside, so only a user is reached so."));
        } else if (features.doNotDisturb()) {
            say("Do not disturb is on, so no phone rings and the call is busy."
                    + features.forwardBusy()
                            .map(to -> " Busy calls are forwarded (CFB) to " + to + ".")
                            .orElse(""));
        } else {
            ring(callee);
        }
        say(after(callee));
    }

    private void ring(Callee callee) {
        String time =
                callee.ringSeconds().map(seconds -> "for " + seconds + " s").orElse("until the caller gives up");
        say(callee.dial().isEmpty() ? "There is nothing to ring." : callee.dial() + " rings " + time + ".");
        floor.sessionsOf(callee.user().number()).stream()
                .map(Session::device)
                .flatMap(number -> PhonesBehindEdge.silence(floor, registrars, number).stream())
                .forEach(this::say);
        CallFeatures features = callee.user().features();
        features.forwardBusy().ifPresent(to -> say("When busy, calls are forwarded (CFB) to " + to + "."));
        features.forwardUnavailable()
                .ifPresent(to -> say("When unanswered or unreachable, calls are forwarded (CFU) to " + to + "."));
    }

    private String desks(UserNumber user) {
        List<Session> sessions = floor.sessionsOf(user);
        return sessions.isEmpty()
                ? "sits nowhere"
                : "sits at "
                        + sessions.stream()
                                .map(s -> s.device().digits())
                                .collect(Collectors.joining(" and ", "device ", ""))
                        + (sessions.size() > 1 ? " in login order" : "");
    }

    private static String after(Callee callee) {
        return callee.user()
                .noAnswer()
                .map(destination -> destination.fold(
                        none -> "Nothing comes after that (just-ring).",
                        box -> "Unanswered, it goes to mailbox " + box.box() + ".",
                        ivr -> "Unanswered, it goes to your menu, context ivr-" + ivr.number() + ".",
                        to -> "Unanswered, it goes on to user " + to.user() + "."))
                .orElseGet(() -> callee.mailbox().isEmpty()
                        ? "Nothing comes after that: the user has no mailbox."
                        : "Unanswered, it goes to the user's mailbox " + callee.mailbox() + ".");
    }

    private static String named(AmpUser user) {
        return user.number() + " (" + user.cidname() + ")";
    }

    private void say(String line) {
        lines.add(line);
    }
}
