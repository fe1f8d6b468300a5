package org.hotdesk.sip.transport;

import java.util.function.Consumer;

/**
 * A hashed timer wheel: setting and cancelling cost the same however many timers there are. A turn of the wheel is 34 s;
 * what is due later stays in its slot for more turns. One owner thread.
 */
final class TimerWheel implements Timers {
    /** 2²³ ns are 8.4 ms. */
    private static final int TICK_SHIFT = 23;

    private static final int SLOTS = 4096;
    private static final int MASK = SLOTS - 1;
    private static final long LONGEST = Long.MAX_VALUE / 4;

    /** A member of one ring at a time; the heads of the rings are nodes without a task. */
    private static final class Node implements Timer {
        private final long dueTick;
        private final Runnable task;
        private final TimerWheel wheel;
        private Node before = this;
        private Node behind = this;

        Node(long dueTick, Runnable task, TimerWheel wheel) {
            this.dueTick = dueTick;
            this.task = task;
            this.wheel = wheel;
        }

        boolean isAlone() {
            return behind == this;
        }

        void moveBefore(Node head) {
            unlink();
            before = head.before;
            behind = head;
            before.behind = this;
            head.before = this;
        }

        void unlink() {
            before.behind = behind;
            behind.before = before;
            before = this;
            behind = this;
        }

        @Override
        public void cancel() {
            if (!isAlone()) {
                unlink();
                wheel.left(this);
            }
        }
    }

    private final Node[] slots = new Node[SLOTS];
    private final long[] used = new long[SLOTS / Long.SIZE];
    private final Node due = new Node(0, () -> {}, this);
    private final long origin;
    private long now;
    private long tick;
    private int count;

    TimerWheel(long now) {
        this.origin = now;
        this.now = now;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Node(0, () -> {}, this);
        }
    }

    @Override
    public long now() {
        return now;
    }

    /** How many timers are set. */
    int count() {
        return count;
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        long wait = Math.max(0, Math.min(nanos, LONGEST));
        long dueTick = ((now - origin + wait) >> TICK_SHIFT) + 1;
        var node = new Node(Math.max(dueTick, tick + 1), task, this);
        int slot = slot(node.dueTick);
        node.moveBefore(slots[slot]);
        used[slot >> 6] |= 1L << slot;
        count++;
        return node;
    }

    /** Sets the clock and has the runner run what is due; what a task sets comes in a later turn at the earliest. */
    void turn(long time, Consumer<Runnable> runner) {
        now = time;
        long target = (time - origin) >> TICK_SHIFT;
        if (target <= tick) {
            return;
        }
        // After a long sleep of the machine each slot is looked at once, not once for each turn that was missed.
        for (long at = Math.max(tick + 1, target - MASK); at <= target; at++) {
            int slot = slot(at);
            if (isUsed(slot)) {
                collect(slots[slot], target);
                clearIfEmpty(slot);
            }
        }
        tick = target;
        while (!due.isAlone()) {
            Node node = due.behind;
            node.unlink();
            count--;
            runner.accept(node.task);
        }
    }

    /** How long nothing can be due: at least 1 ms, at most the given time, which a timer far away may shorten too. */
    long millisToNext(long most) {
        for (int ahead = 1; count > 0 && ahead <= SLOTS; ahead++) {
            int slot = slot(tick + ahead);
            if (used[slot >> 6] == 0) {
                ahead += Long.SIZE - 1 - (slot & (Long.SIZE - 1));
            } else if (isUsed(slot)) {
                long nanos = ((tick + ahead) << TICK_SHIFT) - (now - origin);
                return Math.max(1, Math.min(most, nanos / 1_000_000 + 1));
            }
        }
        return most;
    }

    private void collect(Node head, long target) {
        Node node = head.behind;
        while (node != head) {
            Node next = node.behind;
            if (node.dueTick <= target) {
                node.moveBefore(due);
            }
            node = next;
        }
    }

    private void left(Node node) {
        count--;
        clearIfEmpty(slot(node.dueTick));
    }

    private void clearIfEmpty(int slot) {
        if (slots[slot].isAlone()) {
            used[slot >> 6] &= ~(1L << slot);
        }
    }

    private boolean isUsed(int slot) {
        return (used[slot >> 6] & (1L << slot)) != 0;
    }

    private static int slot(long tick) {
        return (int) tick & MASK;
    }
}
