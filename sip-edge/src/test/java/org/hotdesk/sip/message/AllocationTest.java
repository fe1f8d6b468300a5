package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A good message is parsed, checked and looked into without one allocation. */
class AllocationTest {
    private static final int ROUNDS = 2_000;

    private final SipParser parser = new SipParser(SipLimits.USUAL);
    private final MessageCheck check = new MessageCheck();
    private final NameAddr contact = new NameAddr();
    private final HeaderValues values = new HeaderValues();

    @Test
    void goodMessages_costNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String file : new String[] {"wsinv", "longreq", "dblreq", "cparam02", "unreason"}) {
            byte[] bytes = TortureFiles.message(file);
            run(bytes);
            long before = threads.getCurrentThreadAllocatedBytes();
            run(bytes);
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
            assertThat(each).as("bytes for one %s", file).isZero();
        }
    }

    private void run(byte[] bytes) {
        int seen = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (parser.datagram(bytes, 0, bytes.length) instanceof SipMessage message
                    && check.check(message).isEmpty()) {
                for (values.of(message, HeaderName.CONTACT); values.next(); seen++) {
                    contact.read(message.buffer(), values.from(), values.end());
                    contact.params().find("expires");
                }
            }
        }
        assertThat(seen).isNotNegative();
    }
}
