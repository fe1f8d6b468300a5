package org.hotdesk.freepbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hotdesk.astdb.Projection;
import org.hotdesk.astdb.Seat;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Session;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;

/** What was exported is imported as it was, whatever the floor. PINs are not in it: nobody can read them. */
class ExportImportTest {
    private static final int FLOORS = 300;

    @Test
    void import_ofAnExport_isTheIdentity() throws IOException {
        long first = System.nanoTime();
        for (long seed = first; seed < first + FLOORS; seed++) {
            Floor floor = floor(new Random(seed));

            ImportPlan plan = ImportPlan.of(
                    Optional.of(new StringReader(ShowText.of(floor))), Optional.empty(), Floor.EMPTY, false);

            assertThat(plan.obstacles()).as("seed " + seed).isEmpty();
            assertThat(plan.lines(EnumSet.complementOf(EnumSet.of(Fate.KEPT))))
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(Projection.exported(imported(plan))).as("seed " + seed).isEqualTo(Projection.exported(floor));
            assertThat(plan.withoutPin()).as("seed " + seed).hasSize(floor.userCount());
        }
    }

    private static Floor imported(ImportPlan plan) {
        List<Session> sessions = new ArrayList<>();
        for (Seat seat : plan.delivery().seats()) {
            sessions.add(new Session(sessions.size() + 1L, seat.device(), seat.user(), Instant.EPOCH, How.API));
        }
        return Floor.of(plan.delivery().devices(), plan.delivery().users(), sessions);
    }

    private static Floor floor(Random random) {
        List<AmpUser> users = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            users.add(user(random, new UserNumber("" + (200 + i))));
        }
        List<Device> devices = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (int i = random.nextInt(15); i >= 0; i--) {
            UserNumber user = users.get(random.nextInt(users.size())).number();
            Device device = device(random, new DeviceNumber("" + (2000 + i)), user);
            devices.add(device);
            Optional<UserNumber> sitter = device.isFixed() ? device.defaultUser() : maybe(random, user);
            long id = random.nextInt(1_000_000) * 100L + i;
            sitter.ifPresent(sits -> sessions.add(new Session(id, device.number(), sits, Instant.EPOCH, How.CODE)));
        }
        return Floor.of(devices, users, sessions);
    }

    private static AmpUser user(Random random, UserNumber number) {
        return AmpUser.builder(number, name(random))
                .cidnum(maybe(random, new UserNumber("77" + number)))
                .outboundcid(maybe(random, new CallerId(maybe(random, name(random)), "+1555" + number)))
                .ringtimer(random.nextInt(AmpUser.RINGTIMER_MAX + 1))
                .noAnswer(maybe(random, "vmbox-" + number).flatMap(NoAnswer::parse))
                .mailbox(maybe(random, new MailboxAddress("1234", new Token("sales"))))
                .language(maybe(random, new Token("de")))
                .dialOptions(maybe(random, "HhTtr"))
                .features(new CallFeatures(
                        maybe(random, "*11"),
                        maybe(random, "+15550100"),
                        maybe(random, "202"),
                        random.nextBoolean(),
                        random.nextBoolean()))
                .build();
    }

    private static Device device(Random random, DeviceNumber number, UserNumber user) {
        Device plain = random.nextBoolean()
                ? Device.adhoc(number).at(new CallerId(maybe(random, name(random)), "911"), name(random))
                : Device.adhoc(number);
        return switch (random.nextInt(3)) {
            case 0 -> plain.fixedTo(user);
            case 1 -> plain.fallingBackTo(user);
            default -> plain;
        };
    }

    private static DisplayName name(Random random) {
        List<String> names = List.of(
                "Ann Lee",
                "Zoë",
                "none",
                "201",
                "O'Brien, 2nd & 3rd (x)",
                "名前",
                "a",
                "5 results found.",
                "to: here",
                "50 %s");
        return new DisplayName(names.get(random.nextInt(names.size())));
    }

    private static <T> Optional<T> maybe(Random random, T thing) {
        return random.nextBoolean() ? Optional.of(thing) : Optional.empty();
    }
}
