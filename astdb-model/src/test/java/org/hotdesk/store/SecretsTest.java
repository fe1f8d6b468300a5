package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final MailboxAddress BOX = new MailboxAddress("201", new Token("default"));

    @TempDir
    Path folder;

    /** Where the store is; on another database in {@link PostgresTest}. */
    StoreConfig config() {
        return StoreOnFile.config(folder);
    }

    /** All that the database holds, once the store is closed. */
    String stored() throws IOException {
        return Files.readString(folder.resolve("hotdesk.mv.db"), StandardCharsets.ISO_8859_1);
    }

    private Store open() {
        return Store.open(config(), StoreOnFile.NOON);
    }

    private Store store;

    @BeforeEach
    void openStore() {
        store = open();
        store.directory()
                .putAll(
                        List.of(device("2001"), device("2002")),
                        List.of(user("201", "Ann")
                                .with()
                                .mailbox(Optional.of(BOX))
                                .build()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void sipSecret_comesBackWithItsDigests() {
        long before = store.changes().latest();
        assertThat(store.secrets().setSipSecret(DESK, "s3cret!".toCharArray()))
                .isEqualTo(new PutOutcome.Stored(before + 1));

        assertThat(store.secrets().sipSecret(DESK)).contains("s3cret!");
        // printf '2001:hotdesk:s3cret!' | md5sum; ... | sha256sum
        assertThat(store.secrets().ha1Md5(DESK)).contains("71185f21b6705116bfd335850c1f706f");
        assertThat(store.secrets().ha1Sha256(DESK))
                .contains("b89ebb81f4011b942f1375dc4b6d7a2bb98712bdac5e47f215a510fec2a4bf0b");
        SipDigests both = new SipDigests(
                "71185f21b6705116bfd335850c1f706f", "b89ebb81f4011b942f1375dc4b6d7a2bb98712bdac5e47f215a510fec2a4bf0b");
        assertThat(store.secrets().sipDigests(DESK)).contains(both);
        assertThat(store.secrets().sipDigests()).containsExactly(entry(DESK, both));
        assertThat(both.toString()).doesNotContain("7118", "b89e");
        assertThat(store.secrets().sipSecret(new DeviceNumber("2002"))).isEmpty();
        assertThat(store.changes().after(before, 10))
                .containsExactly(new Change(before + 1, Change.Kind.DEVICE, "2001", ""));
    }

    @Test
    void savedDevice_keepsItsSecret() {
        store.secrets().setSipSecret(DESK, "s3cret!".toCharArray());
        store.directory()
                .putDevice(device("2001").fallingBackTo(user("201", "Ann").number()));

        assertThat(store.secrets().sipSecret(DESK)).contains("s3cret!");
    }

    @Test
    void digests_followTheRealm() {
        store.secrets().setSipSecret(DESK, "s3cret!".toCharArray());
        Optional<String> before = store.secrets().ha1Md5(DESK);
        store.close();
        StoreConfig old = config();
        store = Store.open(
                new StoreConfig(old.jdbcUrl(), old.login(), old.pepperFile(), old.keyFile(), "example.org", false),
                StoreOnFile.NOON);

        assertThat(store.secrets().ha1Md5(DESK)).isPresent().isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a\"b", "a\nb", "a\\b", "a[b", "a>b", "é"})
    void sipSecret_refusesWhatAConfigurationFileWouldReadOtherwise(String secret) {
        assertThat(store.secrets().setSipSecret(DESK, secret.toCharArray()))
                .isInstanceOfSatisfying(PutOutcome.Rejected.class, rejected -> assertThat(rejected.reasons())
                        .singleElement()
                        .asString()
                        .startsWith("device 2001: secret must have 1 to 64 letters"));
    }

    @Test
    void mailboxPassword_comesBack() {
        assertThat(store.secrets().mailboxPassword(BOX)).isEmpty();
        assertThat(store.secrets().setMailboxPassword(BOX, "1234".toCharArray()))
                .isInstanceOf(PutOutcome.Stored.class);
        assertThat(store.secrets().mailboxPassword(BOX)).contains("1234");
        assertThat(store.secrets().setMailboxPassword(BOX, "12a".toCharArray()))
                .isEqualTo(new PutOutcome.Rejected(List.of("mailbox 201@default: password must have 3 to 15 digits")));
        assertThat(store.secrets()
                        .setMailboxPassword(new MailboxAddress("9", new Token("default")), "1234".toCharArray()))
                .isEqualTo(new PutOutcome.Rejected(List.of("mailbox 9@default: there is no such mailbox")));
    }

    @Test
    void secrets_areNowhereInTheDatabase() throws Exception {
        store.secrets().setSipSecret(DESK, "unmistakable-secret".toCharArray());
        store.secrets().setMailboxPassword(BOX, "987654321987654".toCharArray());
        String ha1 = store.secrets().ha1Md5(DESK).orElseThrow();
        store.close();

        assertThat(stored())
                .doesNotContain("unmistakable-secret")
                .doesNotContain("987654321987654")
                .doesNotContain(ha1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void missingKeys_areNotMadeAnewOnceSomethingIsSealed() throws Exception {
        store.secrets().setSipSecret(DESK, "s3cret!".toCharArray());
        store.close();
        Files.delete(folder.resolve("keys"));

        assertThatThrownBy(() -> open().close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is missing, and the store holds secrets sealed with it");
    }

    @Test
    void newKey_sealsWhileTheOldOneStillOpens() throws Exception {
        store.secrets().setSipSecret(DESK, "old".toCharArray());
        store.close();
        String oldKey = Files.readString(folder.resolve("keys"));
        String newKey = "0badcafe " + "A".repeat(43) + "=\n";
        Files.writeString(folder.resolve("keys"), oldKey + newKey);
        store = open();
        store.secrets().setSipSecret(new DeviceNumber("2002"), "new".toCharArray());
        assertThat(store.secrets().sipSecret(DESK)).contains("old");
        store.close();

        Files.writeString(folder.resolve("keys"), newKey);
        store = open();
        assertThat(store.secrets().sipSecret(new DeviceNumber("2002"))).contains("new");
        assertThatThrownBy(() -> store.secrets().sipSecret(DESK))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the secret of device/2001/sip-secret was sealed with the key ");
    }

    @Test
    void sealedText_opensForItsOwnerOnly() {
        KeyRing ring = KeyRing.open(folder.resolve("other-keys"), false);
        String sealed = ring.seal("s3cret", "device/1/sip-secret");

        assertThat(sealed).doesNotContain("s3cret").isNotEqualTo(ring.seal("s3cret", "device/1/sip-secret"));
        assertThat(ring.open(sealed, "device/1/sip-secret")).isEqualTo("s3cret");
        assertThatThrownBy(() -> ring.open(sealed, "device/2/sip-secret"))
                .hasMessage(
                        "the secret of device/2/sip-secret does not open: it was changed, or belongs to something else");
    }
}
