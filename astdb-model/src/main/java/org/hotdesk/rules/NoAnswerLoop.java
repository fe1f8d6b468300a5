package org.hotdesk.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;

/** Finds no-answer destinations that lead in a circle: 201 to 202 and 202 back to 201, so a call would never end. */
public final class NoAnswerLoop {
    private NoAnswerLoop() {}

    /** The users in the circle this user would close if stored, in call order; empty when the chain ends somewhere. */
    public static List<UserNumber> closedBy(Floor floor, AmpUser user) {
        Set<UserNumber> chain = new LinkedHashSet<>();
        Optional<UserNumber> next = Optional.of(user.number());
        while (next.isPresent()) {
            UserNumber current = next.get();
            if (!chain.add(current)) {
                return chain.stream()
                        .dropWhile(earlier -> !earlier.equals(current))
                        .toList();
            }
            next = current.equals(user.number())
                    ? following(user)
                    : floor.user(current).flatMap(NoAnswerLoop::following);
        }
        return List.of();
    }

    private static Optional<UserNumber> following(AmpUser user) {
        return user.noAnswer()
                .flatMap(destination -> destination.fold(
                        none -> Optional.empty(),
                        box -> Optional.empty(),
                        ivr -> Optional.empty(),
                        to -> Optional.of(to.user())));
    }
}
