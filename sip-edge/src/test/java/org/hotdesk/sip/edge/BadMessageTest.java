package org.hotdesk.sip.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import org.hotdesk.sip.message.TortureFiles;
import org.hotdesk.sip.peer.RecordedFlow;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

/** What a message that cannot be read costs, and how it is answered. */
class BadMessageTest {
    private static final int ROUNDS = 3_000;
    /** The fault with what it was found in, and what the guard's line about it needs. */
    private static final long BYTES = 1_024;

    private final Hall hall = new Hall();

    /** A way to nowhere, so that nothing but the edge's own work is counted. */
    private record Nowhere(InetSocketAddress remote, InetSocketAddress local) implements Flow {
        @Override
        public Side side() {
            return Side.PHONES;
        }

        @Override
        public Transport transport() {
            return Transport.UDP;
        }

        @Override
        public long connection() {
            return 0;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean send(byte[] bytes, int from, int end) {
            return true;
        }
    }

    @Test
    void refusal_hasATagOfItsOwn_theSameWhenItComesAgain() {
        RecordedFlow phone = hall.phone(Transport.UDP, 7);
        hall.give(TortureFiles.message("insuf"), phone);
        hall.give(TortureFiles.message("mismatch01"), phone);
        String first = phone.take().get(1);
        assertThat(first).containsPattern("\r\nTo: [^\r]*;tag=[0-9a-f]{16}\r\n");
        hall.give(TortureFiles.message("mismatch01"), phone);
        assertThat(phone.one()).isEqualTo(first);
        hall.give(TortureFiles.message("mismatch02"), phone);
        String other = phone.one();
        assertThat(other.substring(other.indexOf(";tag="))).isNotEqualTo(first.substring(first.indexOf(";tag=")));
    }

    @Test
    void badResponseOrAck_isNotAnswered() {
        RecordedFlow phone = hall.phone(Transport.UDP, 7);
        hall.give(TortureFiles.message("scalarlg"), phone);
        hall.give(TortureFiles.message("bigcode"), phone);
        String bad = "ACK sip:1001@example.com SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n\r\n";
        hall.give(Talk.bytes(bad), phone);
        assertThat(phone.take()).isEmpty();
        hall.give(Talk.bytes(bad.replace("ACK", "BYE")), phone);
        assertThat(phone.one()).startsWith("SIP/2.0 400 ");
    }

    @Test
    void badMessage_costsLittleMemory_andNothingIsKept() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var flow = new Nowhere(RecordedFlow.address(192, 0, 2, 7, 5060), RecordedFlow.address(192, 0, 2, 1, 5060));
        long timers = hall.timers.everSet();
        List<TortureFiles.Row> bad = TortureFiles.rows().stream()
                .filter(row -> !row.verdict().equals("good"))
                .toList();
        for (TortureFiles.Row row : bad) {
            byte[] message = TortureFiles.message(row.file());
            run(message, flow);
            long before = threads.getCurrentThreadAllocatedBytes();
            run(message, flow);
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
            assertThat(each).as("bytes for one %s", row.file()).isLessThan(BYTES);
        }
        assertThat(hall.timers.everSet()).isEqualTo(timers);
        assertThat(hall.proxy.served() + hall.proxy.sent()).isZero();
    }

    private void run(byte[] message, Flow flow) {
        for (int i = 0; i < ROUNDS; i++) {
            hall.give(message, flow);
        }
    }
}
