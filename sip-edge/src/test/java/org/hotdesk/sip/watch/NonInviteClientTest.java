package org.hotdesk.sip.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 3261 §17.1.2 with its timers as inputs. */
class NonInviteClientTest {
    private static final long MILLI = 1_000_000;

    @Test
    void requestWithoutAnswer_isSentElevenTimesIn32Seconds() {
        NonInviteClient client = new NonInviteClient(0);
        List<Long> sent = new ArrayList<>(List.of(0L));
        while (true) {
            long now = client.due();
            NonInviteClient.Step step = client.timer(now);
            if (step != NonInviteClient.Step.SEND) {
                assertThat(step).isEqualTo(NonInviteClient.Step.TIMED_OUT);
                assertThat(now).isEqualTo(32_000 * MILLI);
                break;
            }
            sent.add(now / MILLI);
        }
        assertThat(sent).containsExactly(0L, 500L, 1500L, 3500L, 7500L, 11500L, 15500L, 19500L, 23500L, 27500L, 31500L);
        assertThat(client.state()).isEqualTo(NonInviteClient.State.TERMINATED);
    }

    @Test
    void provisionalAnswer_slowsTheRequestDown() {
        NonInviteClient client = new NonInviteClient(0);
        assertThat(client.response(100, 100 * MILLI)).isTrue();
        assertThat(client.timer(500 * MILLI)).isEqualTo(NonInviteClient.Step.SEND);
        assertThat(client.due()).isEqualTo(4500 * MILLI);
        assertThat(client.state()).isEqualTo(NonInviteClient.State.PROCEEDING);
    }

    @Test
    void finalAnswer_isToldOnceAndForgottenAfterTimerK() {
        NonInviteClient client = new NonInviteClient(0);
        assertThat(client.response(200, MILLI)).isTrue();
        assertThat(client.response(200, 2 * MILLI)).isFalse();
        assertThat(client.state()).isEqualTo(NonInviteClient.State.COMPLETED);
        assertThat(client.due()).isEqualTo(5001 * MILLI);
        assertThat(client.timer(client.due())).isEqualTo(NonInviteClient.Step.NOTHING);
        assertThat(client.state()).isEqualTo(NonInviteClient.State.TERMINATED);
    }
}
