package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.NOON;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Refusal;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** PINs changed by phone, those that have expired, and wrong ones that lock; dialled on a real Asterisk. */
@ExtendWith(LabExtension.class)
class ChangePinIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<AmpUser> USERS = List.of(user("201", "Ann"), user("202", "Bob"), user("203", "Cleo"));
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BOB = new UserNumber("202");

    private static LoginLab lab;

    @BeforeAll
    static void start(Lab parts, @TempDir Path folder) throws IOException {
        // The PINs are ten days old.
        Clock then = Clock.offset(NOON, Duration.ofDays(-10));
        try (Store store = Store.open(StoreOnFile.config(folder), then)) {
            store.directory().putAll(List.of(), USERS);
            for (AmpUser user : USERS) {
                store.pins().set(user.number(), "4711".toCharArray());
            }
        }
        lab = LoginLab.start(parts, folder, List.of(device("2001"), device("2002"), device("2003")), USERS);
    }

    @Test
    void changePin_takesOldAndNewTwice_andNoWeakOne(Lab parts) {
        Heard heard = dial(parts.phone(lab.asterisk(), "2001"), "*14");
        heard.press("agent-newlocation", "201#");
        heard.press("agent-pass", "4711#");
        heard.press("vm-newpassword", "1234#");
        heard.said("vm-invalidpassword");
        heard.press("vm-newpassword", "86429#");
        heard.press("vm-reenterpassword", "86420#");
        heard.said("vm-pls-try-again");
        heard.press("vm-newpassword", "86429#");
        heard.press("vm-reenterpassword", "86429#");
        heard.said("vm-passchanged");
        heard.ends();

        assertThat(pin("86429")).isEqualTo(PinVerdict.RIGHT);
        assertThat(pin("4711")).isEqualTo(PinVerdict.WRONG);
    }

    @Test
    void expiredPin_mustBeChanged_beforeItsUserIsLoggedIn(Lab parts) {
        DeviceNumber desk = new DeviceNumber("2002");
        Phone phone = parts.phone(lab.asterisk(), "2002");
        lab.store()
                .policies()
                .set(
                        new OfUser(BOB),
                        PolicyKey.PIN_EXPIRES,
                        PolicyKey.PIN_EXPIRES.read("7d").orElseThrow());

        Heard kept = dial(phone, "*11202");
        kept.press("agent-pass", "4711#");
        kept.press("vm-newpassword", "4711#");
        kept.press("vm-reenterpassword", "4711#");
        kept.said("vm-invalidpassword");
        kept.hangUp();
        assertThat(lab.store().floor().sessionAt(desk)).isEmpty();

        Heard changed = dial(phone, "*11202");
        changed.press("agent-pass", "4711#");
        changed.press("vm-newpassword", "86429#");
        changed.press("vm-reenterpassword", "86429#");
        changed.said("agent-loginok");
        changed.ends();
        assertThat(lab.store().floor().sessionAt(desk).map(Session::user)).contains(BOB);
    }

    @Test
    void fiveWrongPins_lockThePhone_andTheRightOneSoundsWrongThen(Lab parts) {
        DeviceNumber desk = new DeviceNumber("2003");
        Phone phone = parts.phone(lab.asterisk(), "2003");
        for (String pins : List.of("1111#2222#3333#", "4444#5555#4711#")) {
            Heard heard = dial(phone, "*11203");
            for (String pin : pins.split("(?<=#)", -1)) {
                if (!pin.isEmpty()) {
                    heard.press("agent-pass", pin);
                }
            }
            heard.said("vm-incorrect");
            heard.said("vm-goodbye");
            heard.ends();
        }

        assertThat(lab.store().floor().sessionAt(desk)).isEmpty();
        LedgerQuery there = new LedgerQuery(Optional.of(desk), Optional.empty(), Optional.empty(), 9);
        assertThat(lab.store().ledger().refusals(there).stream().map(Refusal::why))
                .containsExactly("locked", "wrong");
    }

    private static PinVerdict pin(String pin) {
        return lab.store().pins().check(ANN, pin.toCharArray());
    }

    private static Heard dial(Phone phone, String code) {
        long mark = lab.asterisk().console().mark();
        return new Heard(phone.dial(code), mark);
    }

    /** A call and how far its caller has listened. */
    private static final class Heard {
        private final PhoneCall call;
        private long mark;

        Heard(PhoneCall call, long mark) {
            this.call = call;
            this.mark = mark;
        }

        void press(String prompt, String keys) {
            said(prompt);
            LoginLab.pause(700);
            call.press(keys);
        }

        void said(String file) {
            assertThat(lab.asterisk().console().await(mark, Pattern.compile("Playing '" + file + "[.']"), SOON))
                    .as("%s is played", file)
                    .isPresent();
            mark = lab.asterisk().console().mark();
        }

        void ends() {
            assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        }

        void hangUp() {
            call.hangUp();
            ends();
        }
    }
}
