package org.hotdesk.rules;

import java.util.Optional;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.Floor;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.CallRights;
import org.hotdesk.policy.EffectivePolicy;

/**
 * How a call reaches a user: FreePBX's fan-out to all devices, the ring time, and where the call goes on to.
 *
 * @param dial the dial strings of the user's devices in login order joined by {@code &}; empty when there is none
 * @param ringSeconds empty to ring until the caller gives up
 * @param rights what holds for the user wherever they sit
 */
public record Callee(AmpUser user, String dial, Optional<Integer> ringSeconds, CallRights rights) {
    /**
     * Finds the user; empty when the number is nobody's.
     *
     * @param ringDefault seconds for users without a ring time of their own
     */
    public static Optional<Callee> of(Floor floor, UserNumber number, int ringDefault) {
        return floor.user(number)
                .map(user ->
                        new Callee(user, fanOut(floor, number), ringSeconds(user, ringDefault), rights(floor, number)));
    }

    /** What holds for a user wherever they sit. */
    public static CallRights rights(Floor floor, UserNumber user) {
        return EffectivePolicy.callRights(floor, Optional.empty(), Optional.of(user));
    }

    /** All dial strings of a user's devices, in login order, joined by {@code &}. */
    public static String fanOut(Floor floor, UserNumber user) {
        return floor.sessionsOf(user).stream()
                .map(Session::device)
                .flatMap(device -> floor.device(device).stream())
                .map(device -> device.dial().text())
                .collect(Collectors.joining("&"));
    }

    /** The no-answer destination as astdb holds it; nothing for the user's own mailbox. */
    public String noAnswer() {
        return user.noAnswer().map(NoAnswer::literal).orElse("");
    }

    /** The user's own mailbox as {@code box@context}, or nothing. */
    public String mailbox() {
        return user.mailbox().map(MailboxAddress::toString).orElse("");
    }

    /** {@code no} for a user whose forwards may lead to users only, else nothing. */
    public String outbound() {
        return rights.outbound() ? "" : "no";
    }

    /** The class of music on hold, or nothing. */
    public String music() {
        return rights.music().map(Token::text).orElse("");
    }

    // FreePBX macro-exten-vm: with nowhere to go on to, the ring time is left out.
    private static Optional<Integer> ringSeconds(AmpUser user, int ringDefault) {
        CallFeatures features = user.features();
        boolean justRings =
                user.noAnswer().filter(NoAnswer.JustRing.class::isInstance).isPresent()
                        || (user.noAnswer().isEmpty() && user.mailbox().isEmpty());
        boolean forwards = features.forwardUnavailable().isPresent()
                || features.forwardBusy().isPresent();
        if (justRings && !forwards) {
            return Optional.empty();
        }
        return Optional.of(user.ringtimer() > 0 ? user.ringtimer() : ringDefault);
    }
}
