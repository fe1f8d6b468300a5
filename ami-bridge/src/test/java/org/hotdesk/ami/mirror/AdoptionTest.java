package org.hotdesk.ami.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.eventually;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.ami.mirror.RowDifference.Remedy;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Forwards, do not disturb and call waiting, which the dialplan writes too. */
@ExtendWith(NoLeaks.class)
class AdoptionTest {
    private static final CallFeatures FORWARDED =
            new CallFeatures(Optional.of("555"), Optional.empty(), Optional.of("*97"), false, true);

    @TempDir
    Path folder;

    private Bridged bridged;

    @BeforeEach
    void open() {
        bridged = new Bridged(folder);
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    @Test
    void toggledWhileTheCompanionWasDown_isReadBackAtConnection() {
        bridged.live();
        bridged.bridge().close();
        bridged.asterisk.astDb().putAll(Map.of("/CF/201", "555", "/CFU/201", "*97", "/CW/201", "ENABLED"));

        bridged.restart();

        assertThat(features()).isEqualTo(FORWARDED);
        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
        assertThat(bridged.bridge().status().mirror().drift().adopted()).isEqualTo(1);
    }

    @Test
    void toggledByOurCode_isReadBackAtOnce() {
        bridged.live();
        bridged.asterisk.astDb().put("/CF/201", "555");
        toggled("CF", "201");
        eventually(() -> features().forward().equals(Optional.of("555")));

        bridged.asterisk.astDb().remove("/CF/201");
        toggled("CF", "201");
        eventually(() -> features().equals(CallFeatures.OFF));
    }

    @Test
    void toggleOfNobody_changesNothing() {
        bridged.live();
        toggled("DND", "999");
        toggled("DND", "20 1");
        toggled("DND", "");
        bridged.asterisk.astDb().put("/DND/201", "YES");
        toggled("DND", "201");

        eventually(() -> features().doNotDisturb());
        assertThat(bridged.asterisk.astDb()).doesNotContainKey("/DND/999");
    }

    @Test
    void switchedByTheAdministrator_isWritten() {
        bridged.live();
        long seq = bridged.put(List.of(), List.of(with(FORWARDED)));

        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
        assertThat(bridged.row("/CW/201")).isEqualTo("ENABLED");
    }

    @Test
    void administratorsChange_winsOverAToggleThatWeNeverHeardOf() {
        bridged.live();
        bridged.asterisk.astDb().put("/DND/201", "YES");

        long seq = bridged.put(List.of(), List.of(with(FORWARDED)));

        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        assertThat(bridged.asterisk.astDb()).isEqualTo(bridged.projection());
        assertThat(features()).isEqualTo(FORWARDED);
    }

    @Test
    void lostAstDb_isFilledFromTheStore() {
        bridged.live();
        long seq = bridged.put(List.of(), List.of(with(FORWARDED)));
        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();

        bridged.asterisk.astDb().clear();
        bridged.asterisk.cutAll();

        bridged.awaitImage(Map.of());
        bridged.awaitLive();
        assertThat(features()).isEqualTo(FORWARDED);
        assertThat(bridged.row("/CF/201")).isEqualTo("555");
    }

    @Test
    void lostAstDb_andALoginThatComesFirst_losesNoForward() {
        bridged.live();
        long seq = bridged.put(List.of(), List.of(with(FORWARDED)));
        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        bridged.bridge().close();
        bridged.asterisk.astDb().clear();
        bridged.login(Bridged.D, ANN);

        bridged.restart();

        bridged.awaitImage(Map.of());
        assertThat(features()).isEqualTo(FORWARDED);
    }

    @Test
    void newUser_doesNotInheritWhatStoodThere() {
        bridged.live();
        bridged.asterisk.astDb().put("/CF/401", "555");

        long seq = bridged.put(List.of(), List.of(StoreOnFile.user("401", "Cat")));

        assertThat(bridged.bridge().awaitMirrored(seq, Bridged.SOON)).isTrue();
        bridged.awaitImage(Map.of());
    }

    @Test
    void rowThatIsNoTarget_isLeftAloneAndCounted() {
        bridged.live();
        bridged.bridge().close();
        bridged.asterisk.astDb().put("/CF/201", "SIP/trunk/555");
        bridged.asterisk.astDb().put("/DND/201", "1");

        bridged.restart();

        assertThat(features().forward()).isEmpty();
        assertThat(features().doNotDisturb()).isTrue();
        assertThat(bridged.row("/CF/201")).isEqualTo("SIP/trunk/555");
        assertThat(bridged.bridge().status().mirror().drift().unreadable()).isEqualTo(1);
    }

    @Test
    void repair_takesOverWhatCanBeRead_andSaysWhatIsLeft() {
        bridged.live();
        bridged.bridge().repair(false); // so the first verification is over, too
        bridged.asterisk.astDb().putAll(Map.of("/CF/201", "555", "/CFB/201", "SIP/trunk/555"));

        MirrorReport looked = bridged.bridge().check();
        MirrorReport repaired = bridged.bridge().repair(false);

        assertThat(looked.left()).isEqualTo(2);
        assertThat(looked.differences())
                .extracting(RowDifference::remedy)
                .containsExactly(Remedy.TAKE_OVER, Remedy.LEAVE);
        assertThat(repaired.adopted()).isEqualTo(1);
        assertThat(repaired.left()).isEqualTo(1);
        assertThat(features().forward()).contains("555");
    }

    private void toggled(String family, String user) {
        bridged.asterisk.event(
                "Event: UserEvent",
                "Privilege: user,all",
                "UserEvent: HotdeskFeature",
                "Family: " + family,
                "User: " + user);
    }

    private CallFeatures features() {
        return bridged.store.floor().user(ANN).orElseThrow().features();
    }

    private static AmpUser with(CallFeatures features) {
        return StoreOnFile.user("201", "Ann Lee").with().features(features).build();
    }
}
