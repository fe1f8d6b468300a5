package org.hotdesk.ami.mirror;

import java.util.List;
import java.util.Optional;
import org.hotdesk.model.CallFeatures;

/**
 * The adopted rows of a user as feature codes left them, in the order in which the projection writes them: forward, forward
 * when busy, forward when unavailable, do not disturb, call waiting. Pure.
 *
 * @param features what they say; a forward that leads nowhere a phone can dial is taken as the store has it
 * @param unreadable how many such forwards there are
 */
record AdoptedRows(CallFeatures features, int unreadable) {
    static final int COUNT = 5;

    private static final int DO_NOT_DISTURB = 3;
    private static final int CALL_WAITING = 4;

    /** @param stored what the store has, for rows that cannot be read */
    static AdoptedRows read(List<Optional<String>> texts, CallFeatures stored) {
        List<Optional<String>> targets = List.of(stored.forward(), stored.forwardBusy(), stored.forwardUnavailable());
        Optional<String>[] forwards = targets.toArray(AdoptedRows::array);
        int unreadable = 0;
        for (int i = 0; i < forwards.length; i++) {
            if (isReadable(texts.get(i))) {
                forwards[i] = texts.get(i).filter(text -> !text.isEmpty());
            } else {
                unreadable++;
            }
        }
        boolean dnd = texts.get(DO_NOT_DISTURB).filter(text -> !text.isEmpty()).isPresent();
        boolean callWaiting = texts.get(CALL_WAITING).equals(Optional.of("ENABLED"));
        return new AdoptedRows(new CallFeatures(forwards[0], forwards[1], forwards[2], dnd, callWaiting), unreadable);
    }

    /** Whether the row of a forward leads somewhere or nowhere on purpose. FreePBX reads an empty row as an absent one. */
    static boolean isReadable(Optional<String> forward) {
        return forward.filter(text -> !text.isEmpty() && !CallFeatures.isTarget(text))
                .isEmpty();
    }

    @SuppressWarnings("unchecked") // Java has no generic arrays; nothing but texts is ever put in.
    private static Optional<String>[] array(int length) {
        return (Optional<String>[]) new Optional<?>[length];
    }
}
