package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.UserNumber;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.store.PinVerdict;
import org.hotdesk.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import} and {@code export} of CSV and JSON, through the daemon and without. */
class BulkVerbTest {
    private static final int MANY = 10_000;
    private static final int BROKEN = 5_000;
    private static final String HEADER = "person,first_name,last_name,email,user,outboundcid,mailbox,mailbox_options,"
            + "mailbox_password,device,sip_secret,type,default_user,location,mac,model,lines,settings,alias,alias_user\n";
    private static final ModelName MODEL = new ModelName("bulk4");

    @TempDir
    Path folder;

    @Test
    void tenThousandPeople_oneBrokenLineChangesNothing_withoutItAllAreThere() throws IOException {
        Path broken = sheet("broken.csv", BROKEN);
        Path whole = sheet("whole.csv", -1);
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            Store store = store(daemon);
            daemon.run("user", "add", "42", "--name", "Was here");
            String before = daemon.run("export", "json", "-", "--with-secrets").out();
            long head = head(store);

            Result refused = daemon.run("import", "csv", broken.toString());

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out())
                    .isEqualTo("broken.csv line 5002, column 15 (mac): must be 12 hexadecimal digits, such as"
                            + " 00:04:13:aa:bb:cc, not \"00:04:13:00:13:8g\"\n1 problem; nothing was stored\n");
            assertThat(daemon.run("export", "json", "-", "--with-secrets").out())
                    .isEqualTo(before);
            assertThat(head(store)).as("not even a change is noted").isEqualTo(head);

            Result dry = daemon.run("import", "csv", whole.toString(), "--dry-run");
            assertThat(dry.out()).contains("people     10000 new").endsWith("nothing was stored: a dry run\n");
            assertThat(head(store)).isEqualTo(head);

            Result done = daemon.run("import", "csv", whole.toString());
            assertThat(done.code()).as(done.out() + done.err()).isZero();
            assertThat(done.out())
                    .contains("people     10000 new, 0 changed, 0 unchanged")
                    .contains("mailboxes  10000 new")
                    .contains("users      10000 new")
                    .contains("devices    10000 new")
                    .contains("aliases    10000 new")
                    .contains("phones     10000 new")
                    .contains("0 PINs, 20000 other secrets\nimported");
            assertThat(done.err()).contains("can be read by others; chmod 600");
            assertThat(store.floor().userCount()).isEqualTo(MANY + 1);
            assertThat(store.directory().people()).hasSize(MANY);
            assertThat(store.directory().mailboxes()).hasSize(MANY);
            assertThat(store.phones().all())
                    .hasSize(MANY)
                    .allMatch(phone -> phone.lines().size() == 1);
            assertThat(store.secrets().sipSecret(new DeviceNumber("29999"))).contains("secret-9999");
            assertThat(store.secrets()
                            .mailboxPassword(
                                    MailboxAddress.parse("19999@default").orElseThrow()))
                    .contains("7779999");
            assertThat(store.floor().sessionsOf(new UserNumber("10003")))
                    .as("a fixed device's user sits there")
                    .hasSize(1);

            Result again = daemon.run("import", "csv", whole.toString(), "--json");
            assertThat(new ObjectMapper().readTree(again.out()).path("counts").path("phones"))
                    .isEqualTo(new ObjectMapper().readTree("{\"new\":0,\"changed\":0,\"unchanged\":10000}"));
        }
    }

    @Test
    void exported_importedElsewhere_andExportedAgain_isTheSame() throws IOException {
        Path all = small();
        String json;
        Path sheets = folder.resolve("sheets");
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            store(daemon);
            assertThat(daemon.run("import", "csv", all.toString()).code()).isZero();
            assertThat(daemon.hotdesk().store().pins().check(new UserNumber("201"), "74930".toCharArray()))
                    .isEqualTo(PinVerdict.RIGHT);
            json = daemon.run("export", "json", "-", "--with-secrets").out();
            assertThat(json).contains("s3cret!").contains("8642").doesNotContain("74930");
            assertThat(daemon.run("export", "json", "-").out())
                    .doesNotContain("s3cret!")
                    .doesNotContain("8642");
            assertThat(daemon.run("export", "csv", sheets.toString(), "--with-secrets")
                            .out())
                    .isEqualTo("wrote people.csv, mailboxes.csv, users.csv, devices.csv, aliases.csv, phones.csv to "
                            + sheets + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sheets.resolve("devices.csv"))))
                    .isEqualTo("rw-------");
            assertThat(daemon.run("export", "csv", "-", "--only", "people").out())
                    .isEqualTo(
                            "person,first_name,last_name,email,pager\r\nann,Ann,Lee,,\r\nbob,Bob,\"O'Hara, Jr.\",,\r\n");

            Result same = daemon.run("import", "csv", sheets.toString(), "--json");
            JsonNode report = new ObjectMapper().readTree(same.out());
            assertThat(report.path("counts").findValuesAsText("changed")).containsOnly("0");
            assertThat(report.path("counts").findValuesAsText("new")).containsOnly("0");
        }
        Path file = Files.writeString(folder.resolve("all.json"), json);
        for (List<String> way : List.of(List.of("json", file.toString()), List.of("csv", sheets.toString()))) {
            Path there = Files.createDirectories(folder.resolve(way.get(0)));
            try (RunningDaemon other = RunningDaemon.in(there)) {
                store(other);
                Result imported = other.run("import", way.get(0), way.get(1));
                assertThat(imported.code()).as(imported.out() + imported.err()).isZero();
                assertThat(other.run("export", "json", "-", "--with-secrets").out())
                        .isEqualTo(json);
            }
            Path stopped = Files.writeString(
                    there.resolve("hotdesk.toml"),
                    Files.readString(there.resolve("hotdesk.toml"))
                            .replaceAll("listen = .*", "listen = \"127.0.0.1:1\""));
            assertThat(typed(stopped, "export", "json", "-", "--with-secrets").out())
                    .as("the same without a daemon")
                    .isEqualTo(json);
            Path more = Files.writeString(folder.resolve("more.csv"), "person,first_name\ncid,Cid\n");
            assertThat(typed(stopped, "import", "csv", more.toString()).out())
                    .contains("people     1 new")
                    .contains("imported");
        }
    }

    @Test
    void whatExists_isChanged_andNothingIsRemoved() throws IOException {
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            Store store = store(daemon);
            daemon.run("import", "csv", small().toString());
            daemon.run("login", "202", "1001");
            Path change = Files.writeString(
                    folder.resolve("users.csv"), "user;cidname;cfb\n201;Ann Lee-Smith;555\n203;Cid;\n");

            Result changed = daemon.run("import", "csv", change.toString());

            assertThat(changed.out()).contains("users      1 new, 1 changed, 0 unchanged");
            assertThat(store.floor().userCount()).isEqualTo(3);
            assertThat(store.floor().user(new UserNumber("201")).orElseThrow().mailbox())
                    .as("a column that is not there leaves things as they are")
                    .isPresent();
            assertThat(store.pins().hasPin(new UserNumber("201"))).isTrue();
            assertThat(store.floor().sessionAt(new DeviceNumber("1001"))).isPresent();
        }
    }

    @Test
    void wrongCommands_areToldInOneLine() throws IOException {
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            assertThat(failing(daemon.run("import", "csv", "/no/such"), 1))
                    .contains("cannot read /no/such: no such file or folder");
            Path empty = Files.createDirectories(folder.resolve("empty"));
            assertThat(failing(daemon.run("import", "json", empty.toString()), 1))
                    .contains("cannot read " + empty + ": it is a folder");
            assertThat(failing(daemon.run("import", "csv", empty.toString()), 1))
                    .contains("no .csv file in ");
            assertThat(failing(daemon.run("export", "csv", "-"), 2)).contains("--only people");
            assertThat(failing(daemon.run("export", "csv", "-", "--only", "x"), 2))
                    .contains("--only is one of");
            Path file = Files.writeString(folder.resolve("head.csv"), "person,first_name\n");
            assertThat(failing(daemon.run("export", "csv", file.toString()), 1)).contains(file + " is a file");
            assertThat(daemon.run("import", "csv", file.toString()).out())
                    .isEqualTo("there is no row in it; nothing was stored\n");
            Path huge = folder.resolve("huge.csv");
            Files.write(huge, new byte[33_554_433]);
            assertThat(failing(daemon.run("import", "csv", huge.toString()), 1)).contains("import them in parts");
        }
    }

    private Path small() throws IOException {
        return Files.writeString(
                folder.resolve("all.csv"),
                """
                person,first_name,last_name,user,pin,mailbox,mailbox_password,device,sip_secret,mac,model,lines,settings
                ann,Ann,Lee,201,74930,201,8642,1001,s3cret!,00-04-13-AA-BB-CC,bulk4,9=1002 7=1001,"tz=CET
                x\\=y="
                bob,Bob,"O'Hara, Jr.",202,,202@sales,,1002,,,,,
                """);
    }

    private Path sheet(String name, int brokenRow) throws IOException {
        var sheet = new StringBuilder(HEADER);
        for (int i = 0; i < MANY; i++) {
            String mac = "00:04:13:%02x:%02x:%02x".formatted(i >> 16, i >> 8 & 255, i & 255);
            sheet.append(
                    "p%d,First%d,\"Last, %d\",p%d@example.org,%d,,%d,attach=yes,777%d,%d,secret-%d,%s,%s,Floor %d,%s,%s,%d,tz=CET,+1555%d,%d\n"
                            .formatted(
                                    i,
                                    i,
                                    i,
                                    i,
                                    10_000 + i,
                                    10_000 + i,
                                    i,
                                    20_000 + i,
                                    i,
                                    i % 10 == 3 ? "fixed" : "adhoc",
                                    i % 10 == 3 ? Integer.toString(10_000 + i) : "",
                                    i % 40,
                                    i == brokenRow ? mac.substring(0, 16) + "g" : mac,
                                    MODEL,
                                    20_000 + i,
                                    i,
                                    10_000 + i));
        }
        return Files.writeString(folder.resolve(name), sheet, StandardCharsets.UTF_8);
    }

    private static Store store(RunningDaemon daemon) {
        Store store = daemon.hotdesk().store();
        store.phones().putModel(new PhoneModel(MODEL, 4));
        return store;
    }

    private static long head(Store store) {
        return store.changes().latest();
    }

    private static String failing(Result result, int code) {
        assertThat(result.code()).as(result.out() + result.err()).isEqualTo(code);
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private static Result typed(Path config, String... words) {
        return RunningDaemon.typed(config, "", Optional.empty(), words);
    }
}
