package org.hotdesk.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.policy.Activity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityBookTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final DeviceNumber D = new DeviceNumber("1001");
    private static final DeviceNumber E = new DeviceNumber("1002");
    private static final UserNumber ANN = new UserNumber("201");
    private static final Session AT_D = new Session(1, D, ANN, NOON.minusSeconds(3600), How.CODE);
    private static final Session AT_E = new Session(2, E, ANN, NOON.minusSeconds(60), How.CODE);

    private final MovableClock clock = new MovableClock(NOON, ZoneOffset.UTC);
    private final ActivityBook book = new ActivityBook(
            () -> Floor.of(
                    List.of(Device.adhoc(D), Device.adhoc(E)),
                    List.of(AmpUser.named(ANN, new DisplayName("Ann"))),
                    List.of(AT_D, AT_E)),
            clock);

    @BeforeEach
    void oneAsterisk() {
        book.expect("a");
        book.heardAll("a", Map.of());
    }

    private Instant later(int minutes) {
        clock.set(NOON.plus(Duration.ofMinutes(minutes)));
        return clock.instant();
    }

    private Activity ofD() {
        return book.of(AT_D);
    }

    @Test
    void nothingIsKnown_beforeAnAsteriskWasHeard() {
        ActivityBook fresh = new ActivityBook(() -> Floor.EMPTY, clock);
        fresh.expect("a");
        assertThat(fresh.isKnown()).isFalse();
        fresh.heardAll("a", Map.of());
        assertThat(fresh.isKnown()).isTrue();
        fresh.lost("a");
        assertThat(fresh.isKnown()).isFalse();
    }

    @Test
    void quiet_sinceTheCallEnded() {
        assertThat(ofD()).isEqualTo(Activity.quietSince(NOON));
        book.phone("a", D, PhoneUse.RINGING);
        assertThat(ofD().inCall()).isTrue();
        book.phone("a", D, PhoneUse.TALKING);
        assertThat(ofD().inCall()).isTrue();
        Instant end = later(5);
        book.phone("a", D, PhoneUse.IDLE);
        later(9);
        assertThat(ofD()).isEqualTo(Activity.quietSince(end));
        assertThat(book.of(AT_E).quietSince()).isEqualTo(NOON);
    }

    @Test
    void ringing_isNoCallTaken() {
        later(5);
        book.phone("a", D, PhoneUse.RINGING);
        book.phone("a", D, PhoneUse.IDLE);
        assertThat(ofD()).isEqualTo(Activity.quietSince(NOON));
    }

    @Test
    void whatWasNotHeard_isNotKnown() {
        book.phone("a", D, PhoneUse.TALKING);
        book.lost("a");
        assertThat(ofD().inCall()).as("as far as we know").isTrue();
        Instant back = later(30);
        book.heardAll("a", Map.of(D, PhoneUse.IDLE));
        assertThat(ofD().inCall()).isFalse();
        assertThat(ofD().quietSince()).isEqualTo(back);
        assertThat(book.of(AT_E).quietSince())
                .as("calls may have come and gone")
                .isEqualTo(back);
    }

    @Test
    void askingAgainWithoutALoss_forgetsNothing() {
        later(5);
        book.heardAll("a", Map.of());
        assertThat(ofD().quietSince()).isEqualTo(NOON);
    }

    @Test
    void missedCalls_count_untilTheUserTakesOneAnywhere() {
        book.missed(ANN);
        Instant second = later(1);
        book.missed(ANN);
        assertThat(ofD().missed()).isEqualTo(2);
        assertThat(ofD().missedLast()).isEqualTo(second);
        book.phone("a", E, PhoneUse.TALKING);
        assertThat(ofD().missed()).isZero();
        book.missed(ANN);
        assertThat(ofD().missed()).as("it came while the user talked").isZero();
    }

    @Test
    void missedCalls_ofBefore_areNotOfThisSession() {
        book.missed(ANN);
        later(10);
        Session later = new Session(9, D, ANN, clock.instant(), How.CODE);
        assertThat(book.of(later).missed()).isZero();
        book.missed(ANN);
        assertThat(book.of(later).missed()).isEqualTo(1);
    }

    @Test
    void gone_sinceItWent_andNotAnyMoreWhenItIsBack() {
        Instant went = later(3);
        book.phone("a", D, PhoneUse.GONE);
        later(8);
        assertThat(ofD().goneSince()).contains(went);
        book.phone("a", D, PhoneUse.IDLE);
        assertThat(ofD().goneSince()).isEmpty();
        Instant start = later(20);
        book.heardAll("a", Map.of(D, PhoneUse.GONE));
        assertThat(ofD().goneSince()).as("asked anew").contains(start);
    }

    @Test
    void withTwoAsterisks_itIsWhereItIs() {
        book.expect("b");
        book.heardAll("b", Map.of(D, PhoneUse.GONE));
        assertThat(ofD().goneSince()).as("it is at the other one").isEmpty();
        book.phone("a", D, PhoneUse.GONE);
        assertThat(ofD().goneSince()).isPresent();
        book.lost("b");
        assertThat(ofD().goneSince()).as("nobody can say").isEmpty();
        book.phone("a", D, PhoneUse.TALKING);
        assertThat(ofD().inCall()).isTrue();
    }

    @Test
    void news_nameThePhonesThatWereToldOf() {
        assertThat(book.takeNews().ofAll()).isTrue();
        book.phone("a", D, PhoneUse.RINGING);
        assertThat(book.takeNews().devices()).containsExactly(D);
        book.missed(ANN);
        assertThat(book.takeNews().devices()).containsExactlyInAnyOrder(D, E);
        assertThat(book.takeNews()).isEqualTo(new ActivityBook.News(false, Set.of()));
    }
}
