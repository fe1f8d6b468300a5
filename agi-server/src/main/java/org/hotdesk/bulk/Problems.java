package org.hotdesk.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems: all are counted, the first ones are kept. One owner thread. */
final class Problems {
    /** Most problems that are told. */
    static final int KEPT = 100;

    private final List<Problem> kept = new ArrayList<>();
    private int count;

    void add(Problem problem) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(problem);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** By file and place. */
    List<Problem> kept() {
        return kept.stream()
                .sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }
}
