package org.hotdesk.sip.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.hotdesk.sip.peer.LinesLogger;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

/** What is dropped costs no memory. */
class DropPathTest {
    private static final int ROUNDS = 10_000;
    /** The four bytes that the JDK copies an address into; compiled fully, not even these. */
    private static final long ADDRESS_BYTES = 24;

    private final Guard guard = new Guard(GuardLimits.USUAL, 0, new LinesLogger());

    @Test
    void droppedMessages_costNoMemory() {
        var banned = RecordedFlow.phone(Transport.UDP, 1);
        for (int i = 0; i < 11; i++) {
            guard.failed(banned, Failure.WRONG_PASSWORD, "1", 0);
        }
        var tooFast = RecordedFlow.phone(Transport.UDP, 2);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (RecordedFlow flow : new RecordedFlow[] {banned, tooFast}) {
            run(flow);
            long before = threads.getCurrentThreadAllocatedBytes();
            int passed = run(flow);
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
            assertThat(passed).isZero();
            assertThat(each).isLessThanOrEqualTo(ADDRESS_BYTES);
        }
        assertThat(guard.counts().banned()).isEqualTo(2 * ROUNDS);
    }

    private int run(RecordedFlow flow) {
        int passed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            passed += guard.admits(flow, 1_000) ? 1 : 0;
        }
        return passed;
    }
}
