package org.hotdesk.sip.bench;

import java.util.Locale;

/** CPU time in microseconds: in the program itself, and in the kernel on its behalf. */
record Cpu(double user, double system) {
    double total() {
        return user + system;
    }

    Cpu plus(Cpu other) {
        return new Cpu(user + other.user, system + other.system);
    }

    /** What each of so many cost since an earlier time. */
    Cpu since(Cpu before, int count) {
        return new Cpu((user - before.user) / count, (system - before.system) / count);
    }

    /** With its parts; the system counts ticks of 10 ms for them, so they are less sure than their sum. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f us (%.1f + %.1f)", total(), user, system);
    }
}
