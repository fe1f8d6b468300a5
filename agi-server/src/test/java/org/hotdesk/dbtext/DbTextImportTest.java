package org.hotdesk.dbtext;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.hotdesk.model.Alias;
import org.hotdesk.model.AliasName;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbTextImportTest {
    private static final String SUBSCRIBER = "username(str) password(str) ha1(str) domain(str) ha1b(str) rpid(str)\n";

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = open("one");
        store.directory().putUser(AmpUser.named(new UserNumber("1009"), new DisplayName("Ann Lee")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aliases_leadToTheUserOfThatNumber() throws IOException {
        ObjectNode report = run(Map.of("aliases", DbTextReaderTest.seed("aliases")), false, false);

        assertThat(report.path("stored").asBoolean()).isTrue();
        assertThat(report.path("warnings")).hasSize(6);
        assertThat(store.floor().aliases()).hasSize(3);
        assertThat(store.floor().alias(new AliasName("1002")).map(Alias::target).map(Alias.Target::digits))
                .contains("1009");
        assertThat(report.path("report").get(0).path("what").asText()).isEqualTo("sip:1009@example.org -> user 1009");
    }

    @Test
    void dryRun_storesNothing() throws IOException {
        ObjectNode report = run(Map.of("aliases", DbTextReaderTest.seed("aliases")), false, true);

        assertThat(report.path("aliases").asInt()).isEqualTo(3);
        assertThat(report.path("stored").asBoolean()).isFalse();
        assertThat(store.floor().aliases()).isEmpty();
    }

    @Test
    void subscribers_becomeDevices_withTheirSecrets_andWhatIsLostIsTold() {
        String rows =
                "1001:wonder::example.org::\n1002::0123456789abcdef0123456789abcdef:hotdesk::\nann:x::hotdesk::\n";
        ObjectNode report = run(Map.of("subscriber", SUBSCRIBER + rows), false, false);

        assertThat(report.path("stored").asBoolean()).isTrue();
        assertThat(store.secrets().sipSecret(new DeviceNumber("1001"))).contains("wonder");
        assertThat(store.secrets().sipSecret(new DeviceNumber("1002"))).isEmpty();
        assertThat(store.floor().device(new DeviceNumber("1001")).orElseThrow().behindEdge())
                .isTrue();
        assertThat(report.path("report").toString())
                .contains("example.org -> hotdesk", "nobody can get the secret out of a hash", "1 to 15 digits")
                .doesNotContain("wonder");
    }

    @Test
    void whatIsHereOtherwise_isRefusedWhole_unlessOverwritten() {
        run(Map.of("subscriber", SUBSCRIBER + "1001:wonder::hotdesk::\n"), false, false);
        Map<String, String> files = Map.of("subscriber", SUBSCRIBER + "1003:new::hotdesk::\n1001:other::hotdesk::\n");

        ObjectNode refused = run(files, false, false);
        assertThat(refused.path("obstacles").get(0).asText())
                .isEqualTo("device 1001: has another secret here; --overwrite replaces it");
        assertThat(store.floor().device(new DeviceNumber("1003"))).isEmpty();

        assertThat(run(files, true, false).path("stored").asBoolean()).isTrue();
        assertThat(store.secrets().sipSecret(new DeviceNumber("1001"))).contains("other");
    }

    @Test
    void aliasThatIsADevicesNumber_keepsAllOut() throws IOException {
        String rows = SUBSCRIBER + "1001:wonder::hotdesk::\n1002:wonder::hotdesk::\n";
        ObjectNode refused = run(Map.of("subscriber", rows, "aliases", DbTextReaderTest.seed("aliases")), false, false);

        assertThat(refused.path("stored").asBoolean()).isFalse();
        assertThat(refused.path("obstacles").get(0).asText()).startsWith("alias 1002: is the number of a device");
        assertThat(store.floor().devices()).isEmpty();
        assertThat(store.floor().aliases()).isEmpty();
    }

    @Test
    void exportImportExport_isTheSame_inTheStoreItCameFromAndInAnother() throws IOException {
        String rows = "1001:won\\:der::hotdesk::\n1005:x::::\n";
        run(Map.of("subscriber", SUBSCRIBER + rows, "aliases", DbTextReaderTest.seed("aliases")), false, false);
        store.directory().addAlias(Alias.of(new AliasName("+1555"), new DeviceNumber("1001")));
        Map<String, String> exported = DbTextExport.files(store);
        assertThat(exported.get("aliases")).contains("\n1002::sip\\:1009@hotdesk:2000000000:1.0:");
        assertThat(exported.get("subscriber")).contains("\n1001:won\\:der:");

        ObjectNode again = run(exported, false, false);
        assertThat(again.path("warnings")).isEmpty();
        assertThat(again.path("values").path("added").asInt()).isZero();
        assertThat(DbTextExport.files(store)).isEqualTo(exported);

        try (Store other = open("other")) {
            other.directory().putUser(AmpUser.named(new UserNumber("1009"), new DisplayName("Ann Lee")));
            DbTextImport.run(new DbTextImport.Request(exported, false, false, true), other);
            assertThat(DbTextExport.files(other)).isEqualTo(exported);
        }
    }

    private ObjectNode run(Map<String, String> files, boolean overwrite, boolean dryRun) {
        return DbTextImport.run(new DbTextImport.Request(files, overwrite, dryRun, true), store);
    }

    private Store open(String name) {
        var config = new StoreConfig(
                "jdbc:h2:file:" + folder.resolve(name),
                folder.resolve(name + ".pepper"),
                folder.resolve(name + ".key"),
                "hotdesk",
                false);
        return Store.open(config, Clock.systemUTC());
    }
}
