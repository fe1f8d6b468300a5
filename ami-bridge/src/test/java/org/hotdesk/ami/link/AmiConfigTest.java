package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AmiConfigTest {
    private final AmiLogin login = new AmiLogin("hotdesk", "s3cret");

    @Test
    void standardPace_isThis() {
        assertThat(AmiPace.standard())
                .isEqualTo(new AmiPace(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        200,
                        new RetryPace(
                                Duration.ofMillis(250),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(15),
                                Duration.ofMinutes(10))));
    }

    @Test
    void values_outOfTheirRange_areRefusedWithNameAndValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiConfig("", 5038, login, AmiPace.standard()))
                .withMessageContaining("host");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiConfig("h", 0, login, AmiPace.standard()))
                .withMessageContaining("port 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pace(Duration.ZERO, 200))
                .withMessageContaining("connectTimeout PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pace(Duration.ofSeconds(1), 0))
                .withMessageContaining("window 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pace(Duration.ofSeconds(1), 5_001))
                .withMessageContaining("5000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPace(
                        Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPace(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }

    private static AmiPace pace(Duration connect, int window) {
        return new AmiPace(connect, Duration.ofSeconds(1), Duration.ofSeconds(1), window, RetryPace.standard());
    }

    @Test
    void login_withControlCharactersOrNothing_isRefusedAndNotQuoted() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AmiLogin("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AmiLogin("a\nb", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new AmiLogin("a", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmiLogin("a", "topsecret\r\n"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("topsecret"));
    }

    @Test
    void secret_isNotPrinted() {
        assertThat(new AmiConfig("h", 5038, login, AmiPace.standard()).toString())
                .contains("hotdesk")
                .doesNotContain("s3cret");
    }

    @Test
    void deviceState_readsAsterisksWords() {
        assertThat(DeviceState.parse("NOT_INUSE")).isEqualTo(DeviceState.NOT_INUSE);
        assertThat(DeviceState.parse("OnHold")).isEqualTo(DeviceState.ONHOLD);
        assertThat(DeviceState.parse("on fire")).isEqualTo(DeviceState.UNKNOWN);
    }
}
