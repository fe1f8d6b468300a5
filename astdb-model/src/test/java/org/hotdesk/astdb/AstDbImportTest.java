package org.hotdesk.astdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Technology;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AstDbImportTest {
    /** Two desks and two users, as FreePBX writes them. */
    private static final String PLAIN =
            """
            /DEVICE/2001/dial: PJSIP/2001
            /DEVICE/2001/type: adhoc
            /DEVICE/2001/tech: pjsip
            /DEVICE/2001/user: none
            /DEVICE/2001/default_user: none
            /DEVICE/2002/dial: SIP/2002
            /DEVICE/2002/type: adhoc
            /DEVICE/2002/tech: sip
            /DEVICE/2002/user: 301
            /DEVICE/2002/default_user: 301
            /AMPUSER/201/cidname: Ann Lee
            /AMPUSER/201/cidnum: 201
            /AMPUSER/201/voicemail: default
            /AMPUSER/301/cidname: Ben
            /AMPUSER/301/cidnum: 301
            /AMPUSER/301/voicemail: novm
            /AMPUSER/301/device: 2002
            """;

    @Test
    void plainRows_areTakenWithoutANote() {
        Imported imported = read(PLAIN);

        assertThat(imported.notes()).isEmpty();
        assertThat(imported.devices())
                .extracting(device -> device.number().digits())
                .containsExactly("2001", "2002");
        assertThat(user(imported, "201").cidname()).hasToString("Ann Lee");
        assertThat(user(imported, "201").mailbox()).map(Object::toString).contains("201@default");
        assertThat(imported.seats()).containsExactly(seat("2002", "301"));
        assertThat(imported.pins()).isEmpty();
    }

    /** Rows put over the plain ones, what comes of them, and what is noted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leading &|/AMPUSER/301/device: &2002|301@2002|/AMPUSER/301/device: an & too many left out",
                "trailing &|/AMPUSER/301/device: 2002&|301@2002|/AMPUSER/301/device: an & too many left out",
                "double &|/DEVICE/2001/user: 301, /AMPUSER/301/device: 2002&&2001|301@2002 301@2001|/AMPUSER/301/device: an & too many left out",
                "login order|/DEVICE/2001/user: 301, /AMPUSER/301/device: 2001&2002|301@2001 301@2002|",
                "unknown id in a list|/AMPUSER/301/device: 2002&7777|301@2002|/AMPUSER/301/device: device 7777 left out, where the user does not sit",
                "twice in a list|/AMPUSER/301/device: 2002&2002|301@2002|",
                "noise in a list|/AMPUSER/301/device: 2002&x|301@2002|/AMPUSER/301/device: device with no number left out, where the user does not sit",
                "lost login|/DEVICE/2001/user: 201|201@2001 301@2002|/AMPUSER/201/device: device 2001 added, where the user sits",
                "stale list|/AMPUSER/201/device: 2002|301@2002|/AMPUSER/201/device: device 2002 left out, where the user does not sit",
                "unknown user|/DEVICE/2001/user: 999|301@2002|/DEVICE/2001/user: dropped, there is no such user",
                "user absent|/DEVICE/2001/user: |301@2002|",
                "own extension as device|/AMPUSER/201/device: 201|301@2002|/AMPUSER/201/device: device 201 left out, where the user does not sit"
            })
    void seats_areMended(String what, String rows, String seats, String note) {
        Imported imported = read(PLAIN + rows.replace(", /", "\n/") + "\n");

        assertThat(imported.seats().stream()
                        .map(seat -> seat.user() + "@" + seat.device())
                        .collect(Collectors.joining(" ")))
                .as(what)
                .isEqualTo(seats);
        assertThat(imported.notes())
                .map(ImportNote::toString)
                .as(what)
                .isEqualTo(note == null ? List.of() : List.of(note));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/AMPUSER/2001/queuehint: x|foreign",
                "/AMPUSER/2001/pausequeuehint: x|foreign",
                "/AMPUSER/777/device: 2001|/AMPUSER/777: dropped, a user without cidname and cidnum is none",
                "/AMPUSER/abc/cidname: X|/AMPUSER/abc: dropped, not a user's number",
                "/DEVICE/999/user: 201|/DEVICE/999: dropped, a device that cannot be dialled is none",
                "/DEVICE/x1/dial: SIP/x1|/DEVICE/x1: dropped, not a device's number",
                "/AMPUSER/201/ringtimer: soon|/AMPUSER/201/ringtimer: dropped, not understood",
                "/AMPUSER/201/noanswer: user-999|/AMPUSER/201/noanswer: dropped: user 201: noanswer must lead to a user; there is no user 999",
                "/AMPUSER/201/noanswer: user-201|/AMPUSER/201/noanswer: dropped: user 201: noanswer must come to an end; it goes in a circle, 201 -> 201",
                "/AMPUSER/201/recording/in/external: sometimes|/AMPUSER/201/recording/in/external: dropped, not understood",
                "/AMPUSER/201/cidname: Ann;Lee|/AMPUSER/201/cidname: taken without characters that names cannot have",
                "/AMPUSER/201/cidname:|/AMPUSER/201/cidname: missing, the number taken instead",
                "/AMPUSER/201/password: secret|/AMPUSER/201/password: dropped, a PIN has 3 to 15 digits",
                "/AMPUSER/201/voicemail: a b|/AMPUSER/201/voicemail: dropped, no mailbox",
                "/CF/201: SIP/evil|/CF/201: dropped, nothing a phone can dial",
                "/DND/777: YES|/DND/777: dropped, there is no such user",
                "/DEVICE/2001/type: wandering|/DEVICE/2001/type: dropped, not understood",
                "/DEVICE/2001/tech: iax2|/DEVICE/2001/tech: does not fit the dial string, taken as pjsip",
                "/DEVICE/2001/emergency_cid: nine|/DEVICE/2001/emergency_cid: dropped, not understood",
                "/DEVICE/2001/default_user: 999|/DEVICE/2001/default_user: dropped, there is no user 999",
                "/DEVICE/2001/dial: SIP/2002|/DEVICE/2002/dial: is another device's too, taken as custom",
                "/SIP/Registry/2001: 10.0.0.1|foreign",
                "nothing: at all|",
                "7 results found.|"
            })
    void oddRow_isNotedOrForeign(String row, String note) {
        Imported imported = read(PLAIN + row + "\n");

        if (note == null || note.equals("foreign")) {
            assertThat(imported.notes()).isEmpty();
            assertThat(imported.foreign()).isEqualTo(note == null ? 0 : 1);
        } else {
            assertThat(imported.notes()).map(ImportNote::toString).contains(note);
            assertThat(imported.foreign()).isZero();
        }
        assertThat(imported.floor(Instant.EPOCH).userCount())
                .as("nothing else is lost")
                .isEqualTo(2);
    }

    @Test
    void fixedDevice_isFixedToWhomItShows() {
        Imported imported = read(PLAIN + "/DEVICE/2001/type: fixed\n/DEVICE/2001/user: 201\n");

        assertThat(device(imported, "2001").kind()).isEqualTo(DeviceKind.FIXED);
        assertThat(device(imported, "2001").defaultUser()).contains(new UserNumber("201"));
        assertThat(imported.seats()).contains(seat("2001", "201"));
    }

    @Test
    void fixedDeviceOfNobody_becomesAHotDesk() {
        Imported imported = read(PLAIN + "/DEVICE/2001/type: fixed\n");

        assertThat(device(imported, "2001").kind()).isEqualTo(DeviceKind.ADHOC);
        assertThat(imported.notes())
                .map(ImportNote::toString)
                .containsExactly("/DEVICE/2001/type: fixed to nobody, taken as adhoc");
    }

    @Test
    void zapChannel_isADahdiDevice() {
        Imported imported = read(
                PLAIN + "/DEVICE/00000002/dial: ZAP/3\n/DEVICE/00000002/type: adhoc\n/DEVICE/00000002/tech: zap\n");

        assertThat(device(imported, "00000002").technology()).isEqualTo(Technology.DAHDI);
        assertThat(device(imported, "00000002").dial()).hasToString("DAHDI/3");
    }

    @Test
    void features_andPinsAreRead() {
        Imported imported = read(
                PLAIN
                        + """
                /CF/201: 5551234
                /CFU/201: 301
                /DND/301: YES
                /CW/301: ENABLED
                /AMPUSER/201/password: 4711
                /AMPUSER/201/outboundcid: "Ann Lee" <5550100>
                """);

        assertThat(user(imported, "201").features().forward()).contains("5551234");
        assertThat(user(imported, "201").features().forwardUnavailable()).contains("301");
        assertThat(user(imported, "301").features().doNotDisturb()).isTrue();
        assertThat(user(imported, "301").features().callWaiting()).isTrue();
        assertThat(user(imported, "201").outboundcid()).map(Object::toString).contains("\"Ann Lee\" <5550100>");
        assertThat(imported.pins()).containsExactly(new ImportedPin(new UserNumber("201"), "4711"));
        assertThat(imported.pins().toString()).doesNotContain("4711");
    }

    @Test
    void databaseShow_isReadAsAsteriskPrintsIt() {
        String printed =
                """
                /AMPUSER/201/cidname                              : Ann: Lee                 \s
                /AMPUSER/201/outboundcid                          :                         \s
                /AMPUSER/201/recording/in/external/and/much/longer/than/that: x                       \s
                /DEVICE/2001/dial                                 :
                3 results found.
                """;

        assertThat(AstDbRow.ofDatabaseShow(printed))
                .containsExactly(
                        new AstDbRow("/AMPUSER/201/cidname", "Ann: Lee"),
                        new AstDbRow("/AMPUSER/201/outboundcid", ""),
                        new AstDbRow("/AMPUSER/201/recording/in/external/and/much/longer/than/that", "x"),
                        new AstDbRow("/DEVICE/2001/dial", ""));
    }

    private static Imported read(String rows) {
        return AstDbImport.of(AstDbRow.ofDatabaseShow(rows));
    }

    private static Device device(Imported imported, String number) {
        return imported.floor(Instant.EPOCH).device(new DeviceNumber(number)).orElseThrow();
    }

    private static AmpUser user(Imported imported, String number) {
        return imported.floor(Instant.EPOCH).user(new UserNumber(number)).orElseThrow();
    }

    private static Seat seat(String device, String user) {
        return new Seat(new DeviceNumber(device), new UserNumber(user));
    }
}
