package org.hotdesk.ami.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.model.Floor;
import org.hotdesk.model.QueueLogoff;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.EffectivePolicy;
import org.hotdesk.policy.QueueRules;

/**
 * A user's place in a queue.
 *
 * @param paused whether the queue leaves it out
 * @param byUs whether it does so because the user is not logged in, and not because somebody else paused it
 */
record Seat(boolean paused, boolean byUs) {
    /** What we say when we pause a member, and know a pause of ours by. */
    static final String LOGGED_OFF = "hotdesk: logged off";

    private static final String CONTEXT = "@hotdesk-queue/n";
    private static final Pattern MEMBER = Pattern.compile("Local/([0-9]{1,15})" + CONTEXT);

    static Seat open() {
        return new Seat(false, false);
    }

    static Seat empty() {
        return new Seat(true, true);
    }

    /** What a queue rings for the user. */
    static String interfaceOf(UserNumber user) {
        return "Local/" + user + CONTEXT;
    }

    /** Whose that is; empty for an interface that is none of ours, which is never touched. */
    static Optional<UserNumber> userOf(String interfaceName) {
        Matcher member = MEMBER.matcher(interfaceName);
        return member.matches() ? UserNumber.parse(member.group(1)) : Optional.empty();
    }

    /** The places the user must have, by queue. */
    static Map<String, Seat> wanted(Floor floor, UserNumber user) {
        Map<String, Seat> seats = new LinkedHashMap<>();
        if (floor.user(user).isEmpty()) {
            return seats;
        }
        QueueRules rules =
                EffectivePolicy.of(floor, Optional.empty(), Optional.of(user)).queueRules();
        boolean here = !floor.sessionsOf(user).isEmpty();
        if (here || rules.logoff() == QueueLogoff.PAUSE) {
            rules.queues().forEach(queue -> seats.put(queue.text(), here ? open() : empty()));
        }
        return seats;
    }
}
