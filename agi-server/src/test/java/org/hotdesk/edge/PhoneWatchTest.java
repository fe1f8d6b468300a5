package org.hotdesk.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotdesk.admin.LastSeen;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.LocationListener.Gone;
import org.hotdesk.sip.transport.Transport;
import org.junit.jupiter.api.Test;

class PhoneWatchTest {
    private static final DeviceNumber DESK = new DeviceNumber("1001");

    private final PhoneWatch watch = new PhoneWatch();

    @Test
    void phoneThatCame_isSeen_andMarkedOnce() {
        var wishes = new AtomicInteger();
        watch.onNote(wishes::incrementAndGet);

        watch.registered(binding(5061, 1_000));
        watch.moved(binding(5061, 1_000), binding(5061, 2_000));

        assertThat(watch.lastSeen(DESK))
                .contains(new LastSeen(Instant.ofEpochSecond(2), "127.0.0.1:5061", "Phone?[31m 1.0", Optional.empty()));
        assertThat(wishes).as("a phone that moves changes nothing").hasValue(1);
        assertThat(watch.changed().takeAll()).containsExactly(DESK);
        assertThat(watch.came().takeAll()).containsExactly(DESK);
    }

    @Test
    void phoneThatMoved_isSeenWhereItIs() {
        watch.registered(binding(5061, 1_000));
        watch.moved(binding(5061, 1_000), binding(5062, 2_000));

        assertThat(watch.lastSeen(DESK).map(LastSeen::address)).contains("127.0.0.1:5062");
    }

    @Test
    void phoneThatWent_saysWhy_untilItComesBack() {
        watch.registered(binding(5061, 1_000));
        watch.came().takeAll();
        watch.gone(binding(5061, 2_000), Gone.EXPIRED);

        assertThat(watch.lastSeen(DESK).flatMap(LastSeen::gone)).contains("expired");
        assertThat(watch.lastSeen(DESK).map(LastSeen::at)).contains(Instant.ofEpochSecond(2));
        assertThat(watch.came().takeAll()).isEmpty();

        watch.registered(binding(5061, 3_000));
        assertThat(watch.lastSeen(DESK).flatMap(LastSeen::gone)).isEmpty();
        watch.forget(DESK);
        assertThat(watch.lastSeen(DESK)).isEmpty();
    }

    private static Binding binding(int port, long seen) {
        return new Binding(
                DESK,
                "sip:1001@127.0.0.1:" + port,
                Transport.UDP,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060),
                0,
                List.of(),
                "call",
                1,
                1000,
                100_000,
                Optional.empty(),
                "Phone\u001b[31m 1.0",
                0,
                seen);
    }
}
