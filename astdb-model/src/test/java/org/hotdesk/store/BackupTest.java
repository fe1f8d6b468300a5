package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Group;
import org.hotdesk.model.How;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope.OfGroup;
import org.hotdesk.model.PolicyScope.OfUser;
import org.hotdesk.model.PolicyValue;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.RestoreReport.Difference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file; {@link PostgresTest} runs it on PostgreSQL. */
class BackupTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");
    private static final UserNumber BEN = new UserNumber("301");
    private static final Token SALES = new Token("sales");
    private static final MailboxAddress BOX = new MailboxAddress("201", new Token("default"));

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Store store;
    private Path backup;

    /** Where the store is. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    @BeforeEach
    void openWithOneOfEach() {
        backup = elsewhere.resolve("hotdesk.backup");
        store = Store.open(config(), StoreOnFile.NOON);
        var person = new Person(
                new Token("ann"),
                DisplayName.parse("Änn"),
                DisplayName.parse("Lee \"x\""),
                Optional.empty(),
                Optional.empty());
        store.directory().putPerson(person);
        AmpUser ann = user("201", "Ann Lee")
                .with()
                .mailbox(Optional.of(BOX))
                .person(Optional.of(person.uid()))
                .build();
        store.directory()
                .putAll(List.of(device("2001"), device("2002").fallingBackTo(BEN)), List.of(ann, user("301", "Ben")));
        store.directory().addAlias(Alias.of(new AliasName("ann.lee"), ANN));
        store.policies().putGroup(new Group(SALES, new DisplayName("Sales")));
        store.policies().join(SALES, List.of(ANN), List.of(DESK));
        store.policies().set(new OfGroup(SALES), PolicyKey.OUTBOUND, value(PolicyKey.OUTBOUND, "no"));
        store.policies().set(new OfUser(BEN), PolicyKey.END_AFTER, value(PolicyKey.END_AFTER, "8h"));
        store.logins().login(DESK, BEN, How.CLI);
        store.logins().login(DESK, ANN, How.CODE);
        store.pins().set(ANN, "4711".toCharArray());
        store.secrets().setSipSecret(DESK, "s3cret!".toCharArray());
        store.secrets().setMailboxPassword(BOX, "1234".toCharArray());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void backup_isOneFileForItsOwnerWithoutTheKeys() throws IOException {
        BackupReport report = store.backups().write(backup);

        assertThat(report.rows())
                .containsAllEntriesOf(Map.of("person", 1L, "ampuser", 2L, "device", 2L, "ended_session", 1L));
        assertThat(report.notInIt()).containsExactly(config().pepperFile(), config().keyFile());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(report.bytes()).isEqualTo(Files.size(backup));
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertThat(files).containsExactly(backup);
        }
        try (FileSystem zip = FileSystems.newFileSystem(backup)) {
            for (String part : report.rows().keySet()) {
                assertThat(Files.readString(zip.getPath(part + ".jsonl"))).doesNotContain("4711", "s3cret");
            }
        }
    }

    @Test
    void everyTable_isInItOrKnownNotToBe() {
        var known = new TreeSet<>(BackupPart.NOT_IN_IT);
        for (BackupPart part : BackupPart.values()) {
            known.add(part.table());
        }
        known.add("flyway_schema_history");
        try (Database database = Database.open(config(), FileLayer.ASYNC)) {
            List<String> tables = database.read(handle -> handle.createQuery(
                            "select lower(table_name) from information_schema.tables where table_schema = current_schema")
                    .mapTo(String.class)
                    .list());
            assertThat(tables).containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void restoredStore_isWhatItWasAndTheLogNamesWhatDiffers() {
        List<String> then = FloorText.lines(store.floor());
        store.backups().write(backup);
        change();
        long before = store.changes().latest();

        RestoreReport dry = store.backups().restore(backup, true);

        assertThat(dry.parts())
                .containsEntry("ampuser", new Difference(1, 1, 1))
                .containsEntry("device", new Difference(1, 1, 0))
                .containsEntry("open_session", new Difference(1, 1, 0))
                .containsEntry("alias", new Difference(1, 0, 0))
                .containsEntry("group_user", new Difference(1, 0, 0))
                .containsEntry("policy", new Difference(2, 0, 0))
                .containsEntry("person", new Difference(0, 0, 0));
        assertThat(store.changes().latest()).as("a dry run changes nothing").isEqualTo(before);
        assertThat(store.floor().user(BEN)).isEmpty();

        RestoreReport done = store.backups().restore(backup, false);

        assertThat(done.parts()).isEqualTo(dry.parts());
        assertThat(done.warnings()).isEmpty();
        assertThat(FloorText.lines(store.floor())).containsExactlyInAnyOrderElementsOf(then);
        assertThat(FloorText.lines(store.loadAgain())).containsExactlyInAnyOrderElementsOf(then);
        assertThat(store.pins().check(ANN, "4711".toCharArray())).isEqualTo(PinVerdict.RIGHT);
        assertThat(store.secrets().sipSecret(DESK)).contains("s3cret!");
        assertThat(store.secrets().mailboxPassword(BOX)).contains("1234");
        assertThat(store.changes().after(before, 1000))
                .extracting(change -> change.kind() + " " + change.subject())
                .contains(
                        "USER 201",
                        "USER 301",
                        "USER 401",
                        "FEATURES 301",
                        "FEATURES 401",
                        "DEVICE 2001",
                        "DEVICE 2002")
                .contains("ALIAS ann.lee", "SESSION_BEGAN 201", "SESSION_ENDED 401")
                .contains("POLICY group", "POLICY user", "MEMBER user")
                .as("Ann's forwards may be newer in astdb")
                .doesNotContain("FEATURES 201", "ADOPTED 201")
                .doesNotContain("PERSON ann");
        assertThat(store.backups().restore(backup, true).isEmpty()).isTrue();
        assertThat(store.logins().login(DESK, BEN, How.CODE))
                .as("session numbers go on")
                .isInstanceOf(LoginOutcome.Changed.class);
    }

    private static PolicyValue value(PolicyKey key, String text) {
        return key.read(text).orElseThrow();
    }

    private void change() {
        store.policies().clear(new OfGroup(SALES), PolicyKey.OUTBOUND);
        store.policies().leave(List.of(ANN), List.of());
        store.directory().putUser(user("401", "Cem"));
        store.logins().login(DESK, new UserNumber("401"), How.CODE);
        store.directory().removeDevice(new DeviceNumber("2002"));
        store.directory().removeAlias(new AliasName("ann.lee"));
        store.directory().removeUser(BEN);
        store.directory().changeUser(ANN, ann -> ann.with()
                .features(new CallFeatures(Optional.of("555"), Optional.empty(), Optional.empty(), false, true))
                .build());
        store.pins().set(ANN, "0000".toCharArray());
        store.secrets().setSipSecret(DESK, "other".toCharArray());
    }

    @Test
    void otherDatabase_takesItWithAllButTheKeys() throws IOException {
        store.backups().write(backup);
        try (Store other = StoreOnFile.open(elsewhere)) {
            RestoreReport report = other.backups().restore(backup, false);

            assertThat(FloorText.lines(other.floor()))
                    .containsExactlyInAnyOrderElementsOf(FloorText.lines(store.floor()));
            assertThat(other.ledger()
                            .sessions(new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), 10)))
                    .isEqualTo(store.ledger()
                            .sessions(new LedgerQuery(Optional.empty(), Optional.empty(), Optional.empty(), 10)));
            assertThat(report.warnings())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("1 PINs were hashed with another pepper file than " + elsewhere))
                    .anyMatch(line -> line.startsWith("2 secrets were sealed with a key"));
        }
        for (String file : List.of("pepper", "keys")) {
            Files.copy(folder.resolve(file), elsewhere.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try (Store other = StoreOnFile.open(elsewhere)) {
            assertThat(other.pins().check(ANN, "4711".toCharArray())).isEqualTo(PinVerdict.RIGHT);
            assertThat(other.secrets().sipSecret(DESK)).contains("s3cret!");
            Path second = elsewhere.resolve("second");
            other.backups().write(second);
            assertThat(store.backups().restore(second, true).isEmpty())
                    .as("and back")
                    .isTrue();
        }
    }

    @Test
    void backupTakenWhileOthersWrite_isOfOneMoment() throws Exception {
        var writer = new Thread(() -> {
            for (int i = 0; i < 60; i++) {
                store.directory().putAll(List.of(device("" + (3000 + i)).fixedTo(BEN)), List.of());
                store.directory().removeDevice(new DeviceNumber("" + (3000 + i)));
            }
        });
        writer.start();
        for (int i = 0; writer.isAlive() || i < 3; i++) {
            BackupReport report = store.backups().write(backup);
            // A device that is fixed has its session, in every moment.
            assertThat(report.rows().get("device")).isEqualTo(report.rows().get("open_session"));
        }
        writer.join();
    }

    @Test
    void fileThatIsNotWhole_isRefusedBeforeAnythingChanges() throws IOException {
        store.backups().write(backup);
        store.logins().logoff(DESK, How.CODE);
        List<String> before = FloorText.lines(store.floor());

        refused(elsewhere.resolve("none"), "none");
        refused(Files.writeString(elsewhere.resolve("text"), "hello"), "no backup that can be read");
        refused(truncated(), "no backup that can be read");
        refused(
                altered("device.jsonl", "\"kind\":\"adhoc\"", "\"kind\":\"ADHOC\""),
                "device does not have its checksum");
        refused(altered("ampuser.jsonl", "}\n{", "} {"), "ampuser has 1 rows and should have 2");
        refused(altered("alias.jsonl", "\"alias_name\"", "\"nickname\""), "alias line 1 has other columns");
        refused(altered("alias.jsonl", "{", "["), "alias has a line that is no JSON");
        refused(
                altered("manifest.json", "\"schema\" : ", "\"schema\" : 9"),
                "restore it with the Hotdesk that wrote it");
        refused(altered("manifest.json", "hotdesk-backup-1", "hotdesk-backup-2"), "newer");
        refused(without("person.jsonl"), "parts are [");

        assertThat(FloorText.lines(store.loadAgain())).isEqualTo(before);
    }

    @Test
    void folderThatIsNot_isToldInOneLine() {
        assertThatThrownBy(() -> store.backups().write(elsewhere.resolve("no/such/folder")))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("no/such/folder: cannot be written");
    }

    private void refused(Path file, String part) {
        assertThatThrownBy(() -> store.backups().restore(file, false))
                .isInstanceOf(BackupException.class)
                .hasMessageStartingWith("backup " + file + ": ")
                .hasMessageContaining(part)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    private Path truncated() throws IOException {
        byte[] whole = Files.readAllBytes(backup);
        return Files.write(elsewhere.resolve("short"), Arrays.copyOf(whole, whole.length / 2));
    }

    private Path altered(String part, String from, String to) throws IOException {
        Path copy = elsewhere.resolve("altered");
        Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            Path inside = zip.getPath(part);
            String text = Files.readString(inside);
            assertThat(text).contains(from);
            Files.writeString(inside, text.replace(from, to), StandardCharsets.UTF_8);
        }
        return copy;
    }

    private Path without(String part) throws IOException {
        Path copy = elsewhere.resolve("altered");
        Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
            Files.delete(zip.getPath(part));
        }
        return copy;
    }
}
