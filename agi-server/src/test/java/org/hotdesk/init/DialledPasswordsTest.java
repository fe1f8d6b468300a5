package org.hotdesk.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreOnFile;
import org.hotdesk.voicemail.SpoolPasswords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords that Asterisk keeps in its spool since their owners dialled them, against those of the store. */
class DialledPasswordsTest {
    private static final MailboxAddress BOX = new MailboxAddress("201", new Token("default"));

    @TempDir
    private Path folder;

    private Path secret;
    private Path conf;
    private Store store;
    private PhoneFiles files;

    @BeforeEach
    void open() throws IOException {
        secret = folder.resolve("spool/default/201/secret.conf");
        conf = Files.createDirectories(folder.resolve("asterisk/hotdesk")).resolve("voicemail.conf");
        Files.createDirectories(folder.resolve("spool/default/201"));
        store = StoreOnFile.open(folder);
        store.directory().putMailbox(new Mailbox(BOX, new DisplayName("Ann"), Optional.empty()));
        store.secrets().setMailboxPassword(BOX, "1111".toCharArray());
        files = files(Optional.of(new SpoolPasswords(folder.resolve("spool"), store)));
        assertThat(files.writeAll()).contains("app_voicemail.so");
    }

    private PhoneFiles files(Optional<SpoolPasswords> passwords) {
        return new PhoneFiles(folder.resolve("asterisk"), PhoneSettings.usual(), store, passwords);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** As Asterisk 22 writes the file. */
    private void dial(String password) throws IOException {
        Files.writeString(
                secret,
                """
                ;!
                ;! Automatically generated configuration file
                ;! Filename: secret.conf
                ;! Generator: app_voicemail
                ;!

                [general]
                password = %s
                """
                        .formatted(password));
    }

    @Test
    void dialled_isStored_andAsteriskReadsNothingAnew() throws IOException {
        dial("2222");
        assertThat(files.isPasswordDialled()).isTrue();

        assertThat(files.writeAll()).isEmpty();

        assertThat(store.secrets().mailboxPassword(BOX)).contains("2222");
        assertThat(conf).content().contains("201 => 2222,Ann,,,");
        assertThat(secret).doesNotExist();
        assertThat(files.isPasswordDialled()).isFalse();
    }

    @Test
    void dialledBeforeTheOperatorsChange_isDropped_andAsteriskReadsTheOperators() throws IOException {
        dial("2222");
        Files.setLastModifiedTime(secret, FileTime.from(Instant.EPOCH));
        store.secrets().setMailboxPassword(BOX, "3333".toCharArray());

        assertThat(files.writeAll()).containsExactly("app_voicemail.so");

        assertThat(store.secrets().mailboxPassword(BOX)).contains("3333");
        assertThat(conf).content().contains("201 => 3333,Ann,,,");
        assertThat(secret).doesNotExist();
    }

    @Test
    void dialledTogetherWithAnotherChange_hasAsteriskReadAll() throws IOException {
        dial("2222");
        store.directory()
                .putMailbox(new Mailbox(
                        new MailboxAddress("202", new Token("default")), new DisplayName("Bob"), Optional.empty()));

        assertThat(files.writeAll()).containsExactly("app_voicemail.so");

        assertThat(store.secrets().mailboxPassword(BOX)).contains("2222");
    }

    @Test
    void dialledThatIsNone_staysWithAsterisk() throws IOException {
        dial("12");
        assertThat(files.writeAll()).isEmpty();
        Files.writeString(secret, "[general]\n");
        assertThat(files.writeAll()).isEmpty();

        assertThat(store.secrets().mailboxPassword(BOX)).contains("1111");
        assertThat(secret).exists();
    }

    @Test
    void boxesFromElsewhere_areNotInTheFile() {
        assertThat(files(Optional.empty()).writeAll()).containsExactly("app_voicemail.so");

        assertThat(conf).content().doesNotContain("201");
    }
}
