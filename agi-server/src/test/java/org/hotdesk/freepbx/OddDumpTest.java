package org.hotdesk.freepbx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.astdb.AstDbRow;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A FreePBX in which everything is odd that may be: nothing is lost without a line that says so. */
class OddDumpTest {
    private static final Path DUMPS = Path.of("src/test/resources/org/hotdesk/freepbx");

    @TempDir
    static Path folder;

    private static Store store;
    private static ObjectNode report;

    @BeforeAll
    static void imported() throws IOException {
        store = StoreOnFile.open(folder);
        var request = new FreePbxImport.Request(
                Optional.of(DUMPS.resolve("astdb.txt")), Optional.of(DUMPS.resolve("freepbx.sql")), false, false, true);
        report = FreePbxImport.run(request, store.floor(), store.intake()::take);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void everyRowOfTheDump_isInTheReport() throws IOException {
        Set<String> told = new HashSet<>();
        report.path("report")
                .forEach(line -> told.add(
                        line.path("object").asText() + " " + line.path("field").asText()));
        String dump = Files.readString(DUMPS.resolve("astdb.txt"), StandardCharsets.UTF_8);
        for (AstDbRow row : AstDbRow.ofDatabaseShow(dump)) {
            assertThat(told).as(row.path()).anyMatch(line -> isAbout(line, row.path()));
        }
        assertThat(report.path("stored").asBoolean()).as(report.toString()).isTrue();
    }

    private static boolean isAbout(String line, String path) {
        String[] parts = path.split("/", 4);
        String leaf = parts.length > 3 ? parts[3] : "";
        return line.equals("user " + parts[2] + " " + (leaf.isEmpty() ? parts[1] : leaf))
                || line.equals("device " + parts[2] + " " + leaf)
                || line.equals("astdb " + path)
                || line.equals("astdb /" + parts[1] + "/*/" + leaf)
                || line.equals("astdb /" + parts[1] + "/*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "changed|user 201|device|'&2001&&2002&2999&' -> '2001&2002'|an & too many left out",
                "changed|user 201|device|'&2001&&2002&2999&' -> '2001&2002'|device 2999 left out",
                "changed|user 201|password|(hidden)|kept as a hash",
                "changed|user 201|outboundcid|'Ann Lee <5550100>' -> '\"Ann Lee\" <5550100>'|Hotdesk writes",
                "changed|user 201|dialopts|''|empty row",
                "changed|user 201|users.noanswer_dest|'from-did-direct,301,1' -> 'user-301'|Hotdesk's words",
                "dropped|user 201|users.sipname|'ann.lee'|hotdesk alias add",
                "changed|user 301|cidname|'Bob   Stone;Mason' -> 'Bob   StoneMason'|without characters",
                "dropped|user 301|users.name|'Robert'|astdb has 'Bob   Stone;Mason'",
                "dropped|user 301|password|(hidden)|3 to 15 digits",
                "dropped|user 301|users.password|(hidden)|astdb has (hidden)",
                "dropped|user 301|users.noanswer_dest|'app-blackhole,hangup,1'|leads to no",
                "dropped|user 301|users.busy_dest|'app-blackhole,busy,1'|one destination",
                "dropped|user 301|users.mohclass|'jazz'|no such setting",
                "dropped|user 301|CFB|'SIP/evil'|nothing a phone can dial",
                "changed|user 301|DND|'on' -> 'YES'|Hotdesk writes",
                "dropped|user 301|CW|'yes'|ENABLED",
                "changed|user 302|voicemail|'disabled' -> 'novm'|Hotdesk writes",
                "changed|user 302|ringtimer|'-1' -> '0'|not understood",
                "dropped|user 302|device|'302'|does not sit",
                "dropped|user 303|users.noanswer_cid|'B:'|no such setting",
                "dropped|user 777|device|'2001'|without cidname and cidnum",
                "dropped|user 999|CFU|'5550000'|no such user",
                "left|astdb|/AMPUSER/*/queuehint|/AMPUSER/2001/queuehint|no user is made",
                "left|astdb|/AMPUSER/*/followme/ddial|/AMPUSER/201/followme/ddial|stays in astdb",
                "left|astdb|/CALLTRACE/*|/CALLTRACE/201|stays in astdb",
                "left|astdb|/EDEVICE/*/user|/EDEVICE/2006/user|stays in astdb",
                "left|no device|sip.secret|(hidden)|a trunk's, perhaps",
                "changed|device 2002|tech|'SIP' -> 'sip'|Hotdesk writes",
                "changed|device 2003|dial|'ZAP/3' -> 'DAHDI/3'|Hotdesk writes",
                "changed|device 2003|description|'Fax \"old\"' -> 'Fax old'|fewer signs",
                "dropped|device 2003|devices.hint_override|'Custom:fax'|no such setting",
                "dropped|device 2003|devices.id|a further row|there twice",
                "changed|device 2004|user|'999' -> 'none'|no such user",
                "dropped|device 2005|tech|'sip'|cannot be dialled",
                "dropped|device 5550100|user|'201'|cannot be dialled",
                "kept|device 2001|secret|(hidden)|sealed",
                "dropped|device 2002|secret|(hidden)|hotdesk device set 2002 --secret",
                "dropped|device 2002|context|'from floor'|not a context's name",
                "dropped|device 2001|sip.max_contacts|'1'|writes the phones' settings itself"
            })
    void oddity_isReported(String fate, String thing, String field, String what, String why) {
        assertThat(report.path("report")).anySatisfy(line -> {
            assertThat(line.path("fate").asText()).isEqualTo(fate);
            assertThat(line.path("object").asText()).isEqualTo(thing);
            assertThat(line.path("field").asText()).isEqualTo(field);
            assertThat(line.path("what").asText()).isEqualTo(what);
            assertThat(line.path("why").asText()).contains(why);
        });
    }

    @Test
    void floor_isWhatBothDumpsSay() {
        Floor floor = store.floor();

        assertThat(floor.users())
                .extracting(user -> user.number().digits())
                .containsExactlyInAnyOrder("201", "301", "302", "303", "304");
        assertThat(floor.devices())
                .extracting(device -> device.number().digits())
                .containsExactlyInAnyOrder("2001", "2002", "2003", "2004", "2007");
        assertThat(floor.sessionsOf(new UserNumber("201")))
                .extracting(session -> session.device().digits())
                .containsExactly("2001", "2002");
        assertThat(sitter("2003")).contains("301");
        assertThat(sitter("2004")).isEmpty();
        assertThat(sitter("2007")).contains("303");
        assertThat(floor.device(new DeviceNumber("2001")).orElseThrow().description())
                .hasToString("Window, left");
        assertThat(floor.user(new UserNumber("303")).orElseThrow().cidname()).hasToString("D'Arcy, Zoë");
        assertThat(floor.user(new UserNumber("201"))
                        .orElseThrow()
                        .noAnswer()
                        .orElseThrow()
                        .literal())
                .isEqualTo("user-301");
    }

    @Test
    void secrets_areSealed_pinsHashed_andNeitherIsTold() {
        assertThat(store.secrets().sipSecret(new DeviceNumber("2001"))).contains("s3cret/Of-2001");
        assertThat(store.pins().check(new UserNumber("201"), "4711".toCharArray()))
                .isEqualTo(PinVerdict.RIGHT);
        assertThat(report.toString()).doesNotContain("4711", "9999", "s3cret", "trunk-secret", "has;semicolon");
        assertThat(texts(report.path("without_pin"))).containsExactly("301", "302", "303", "304");
        assertThat(texts(report.path("without_secret"))).containsExactly("2002", "2004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"astdb.txt", "freepbx.sql"})
    void eitherDump_isEnough(String file) throws IOException {
        boolean astdb = file.equals("astdb.txt");
        Optional<Path> dump = Optional.of(DUMPS.resolve(file));
        var request = new FreePbxImport.Request(
                astdb ? dump : Optional.empty(), astdb ? Optional.empty() : dump, false, true, true);

        ObjectNode alone = FreePbxImport.run(request, Floor.EMPTY, (delivery, hashed) -> {
            throw new AssertionError("a dry run stores nothing");
        });

        assertThat(alone.path("obstacles")).isEmpty();
        assertThat(alone.path("users").asInt()).isEqualTo(astdb ? 3 : 4);
        assertThat(alone.path("devices").asInt()).isEqualTo(4);
    }

    private static Optional<String> sitter(String device) {
        return store.floor()
                .sessionAt(new DeviceNumber(device))
                .map(Session::user)
                .map(UserNumber::digits);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
