package org.hotdesk.astdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Session;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;

/** Projection, import and projection again give the same rows, for floors of all kinds. */
class RoundTripTest {
    private static final int FLOORS = 200;

    @Test
    void projection_ofWhatWasImportedIsTheSame() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + FLOORS; seed++) {
            Map<AstDbKey, String> rows = Projection.exported(new Generated(seed).floor());

            Imported imported = AstDbImport.of(rowsOf(rows));

            assertThat(imported.notes()).as("seed " + seed).isEmpty();
            assertThat(Projection.exported(imported.floor(Instant.EPOCH)))
                    .as("seed " + seed)
                    .isEqualTo(rows);
        }
    }

    @Test
    void import_ofDamagedRowsIsAFixpoint() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + FLOORS; seed++) {
            List<AstDbRow> damaged = new ArrayList<>(rowsOf(Projection.all(new Generated(seed).floor())));
            damage(damaged, new Random(seed));

            Map<AstDbKey, String> mended =
                    Projection.all(AstDbImport.of(damaged).floor(Instant.EPOCH));
            Imported again = AstDbImport.of(rowsOf(mended));

            assertThat(again.notes()).as("seed " + seed).isEmpty();
            assertThat(Projection.all(again.floor(Instant.EPOCH)))
                    .as("seed " + seed)
                    .isEqualTo(mended);
        }
    }

    private static List<AstDbRow> rowsOf(Map<AstDbKey, String> rows) {
        return rows.entrySet().stream()
                .map(row -> new AstDbRow(row.getKey().toString(), row.getValue()))
                .collect(Collectors.toList());
    }

    /** Loses rows, mixes texts up between rows, and puts noise in. */
    private static void damage(List<AstDbRow> rows, Random random) {
        List<String> noise =
                List.of("", "none", "&", "&&", "999", "a;b", "${X}", "user-999", "\"x\" <", "PJSIP/1&PJSIP/2", " 5 ");
        for (int i = 0; i < 10 && !rows.isEmpty(); i++) {
            int at = random.nextInt(rows.size());
            switch (random.nextInt(3)) {
                case 0 -> rows.remove(at);
                case 1 -> rows.set(at, new AstDbRow(rows.get(at).path(), noise.get(random.nextInt(noise.size()))));
                default ->
                    rows.set(
                            at,
                            new AstDbRow(
                                    rows.get(at).path(),
                                    rows.get(random.nextInt(rows.size())).text()));
            }
        }
        Collections.shuffle(rows, random);
    }

    /** A floor made of one random number. */
    private static final class Generated {
        private final Random random;
        private final List<AmpUser> users = new ArrayList<>();
        private final List<Device> devices = new ArrayList<>();
        private final List<Session> sessions = new ArrayList<>();

        Generated(long seed) {
            random = new Random(seed);
        }

        Floor floor() {
            int userCount = 1 + random.nextInt(8);
            for (int i = 0; i < userCount; i++) {
                users.add(user(new UserNumber("" + (200 + i)), i));
            }
            for (int i = random.nextInt(10); i >= 0; i--) {
                devices.add(device(new DeviceNumber("" + (2000 + i)), i));
            }
            for (Device device : devices) {
                Optional<UserNumber> sitter = device.isFixed() ? device.defaultUser() : maybe(anyUser());
                sitter.ifPresent(user -> sessions.add(new Session(
                        random.nextInt(1_000_000) * 100L + sessions.size(),
                        device.number(),
                        user,
                        Instant.EPOCH,
                        How.CODE)));
            }
            return Floor.of(devices, users, sessions);
        }

        private AmpUser user(UserNumber number, int index) {
            return AmpUser.builder(number, name())
                    .cidnum(maybe(new UserNumber("77" + index)))
                    .outboundcid(maybe(new CallerId(maybe(name()), "+1555" + index)))
                    .ringtimer(random.nextInt(AmpUser.RINGTIMER_MAX + 1))
                    .noAnswer(noAnswer(index))
                    .mailbox(maybe(
                            new MailboxAddress(pick(number.digits(), "1234"), new Token(pick("default", "sales")))))
                    .recording(new Recording(rule(), rule(), rule(), rule()))
                    .context(maybe(new Token("from-sales")))
                    .language(maybe(new Token("de")))
                    .accountcode(maybe(new Token("a.b-c_1")))
                    .dialOptions(maybe("HhTtr"))
                    .features(new CallFeatures(
                            maybe("*11"), maybe("+15550100"), maybe("202"), random.nextBoolean(), random.nextBoolean()))
                    .build();
        }

        /** Users lead only to earlier ones, so there is no circle. */
        private Optional<NoAnswer> noAnswer(int index) {
            String user = index == 0 ? "just-ring" : "user-" + (200 + random.nextInt(index));
            return maybe(pick("just-ring", "vmbox-1234", "ivr_3", user)).flatMap(NoAnswer::parse);
        }

        private Device device(DeviceNumber number, int index) {
            Technology technology = pick(Technology.values());
            String dial =
                    switch (technology) {
                        case DAHDI -> "DAHDI/" + (index + 1);
                        case CUSTOM -> pick("SCCP/" + number, "Local/" + number + "@ctx/n", "PJSIP/shared");
                        default -> technology.prefix() + number;
                    };
            Device plain = new Device(
                    number,
                    technology,
                    new DialString(dial),
                    DeviceKind.ADHOC,
                    maybe(anyUser()),
                    maybe(new CallerId(maybe(name()), "911")),
                    maybe(name()),
                    Device.FROM_INTERNAL,
                    name(),
                    Optional.empty(),
                    false);
            return random.nextInt(3) == 0 ? plain.fixedTo(anyUser()) : plain;
        }

        private UserNumber anyUser() {
            return users.get(random.nextInt(users.size())).number();
        }

        private DisplayName name() {
            return new DisplayName(pick("Ann Lee", "Zoë", "none", "201", "O'Brien, 2nd & 3rd (x)", "名前", "a"));
        }

        private Recording.Rule rule() {
            return pick(Recording.Rule.values());
        }

        private <T> Optional<T> maybe(T thing) {
            return random.nextBoolean() ? Optional.of(thing) : Optional.empty();
        }

        @SafeVarargs
        private <T> T pick(T... things) {
            return things[random.nextInt(things.length)];
        }
    }
}
