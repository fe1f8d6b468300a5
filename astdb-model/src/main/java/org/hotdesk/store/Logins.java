package org.hotdesk.store;

import java.util.Optional;
import java.util.function.LongFunction;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginDecision;
import org.hotdesk.rules.LoginRules;

/** Puts users at devices and takes them off again. PINs are checked before, by {@link Pins}. Thread-safe. */
public final class Logins {
    private final Commits commits;

    Logins(Commits commits) {
        this.commits = commits;
    }

    /** The user takes the device, and leaves others where the policies say so; blocks until that is on disk. */
    public LoginOutcome login(DeviceNumber device, UserNumber user, How how) {
        return commits.write((draft, handle) ->
                outcome(draft, LoginRules.login(draft.floor(), device, user), how, EndedSession.Why.REPLACED));
    }

    /**
     * The device goes back to its default user or to nobody; blocks until that is on disk. Not by a code at the phone, it is
     * an operator's doing.
     */
    public LoginOutcome logoff(DeviceNumber device, How how) {
        EndedSession.Why why = how == How.CODE ? EndedSession.Why.LOGOFF : EndedSession.Why.FORCED;
        return commits.write((draft, handle) -> outcome(draft, LoginRules.logoff(draft.floor(), device), how, why));
    }

    /**
     * Ends one session, so that the device goes back to its default user or to nobody; blocks until that is on disk. Where
     * that session is over already, whoever ended it, nothing changes: several may ask for the same. Nor does it where the
     * device is the user's by default.
     */
    public LoginOutcome end(Session session, EndedSession.Why why, How how) {
        return commits.write((draft, handle) -> {
            Optional<Session> open = draft.floor().sessionAt(session.device());
            if (open.filter(now -> now.id() == session.id()).isEmpty()) {
                var unchanged = new LoginDecision.Unchanged(session.device(), open.map(Session::user));
                return seq -> new LoginOutcome.Unchanged(unchanged);
            }
            return outcome(draft, LoginRules.logoff(draft.floor(), session.device()), how, why);
        });
    }

    private static LongFunction<LoginOutcome> outcome(
            Draft draft, LoginDecision decision, How how, EndedSession.Why why) {
        return decision.fold(
                change -> {
                    change.leaves().forEach(left -> draft.seat(left, how, EndedSession.Why.MOVED));
                    draft.seat(change, how, why);
                    return seq -> new LoginOutcome.Changed(change, seq);
                },
                unchanged -> seq -> new LoginOutcome.Unchanged(unchanged),
                refused -> seq -> new LoginOutcome.Refused(refused.reason()));
    }
}
