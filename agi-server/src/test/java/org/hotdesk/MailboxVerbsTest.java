package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of voicemail boxes and of people. */
class MailboxVerbsTest {
    private static final MailboxAddress BOX = new MailboxAddress("201", new Token("default"));

    @TempDir
    static Path folder;

    private static RunningDaemon daemon;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(folder.resolve("asterisk/hotdesk"));
        daemon = RunningDaemon.in(folder);
        daemon.run("person", "add", "ann", "--first-name", "Ann", "--last-name", "Lee", "--email", "ann@example.org");
        daemon.runWith(
                "4711\n",
                "mailbox",
                "add",
                "201@default",
                "--name",
                "Ann Lee",
                "--person",
                "ann",
                "--password-file",
                "-");
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    private static String conf() throws IOException {
        return Files.readString(folder.resolve("asterisk/hotdesk/voicemail.conf"));
    }

    private static String password() {
        return daemon.hotdesk().store().secrets().mailboxPassword(BOX).orElse("");
    }

    @Test
    void person_isShownListedChangedAndRemoved() throws IOException {
        assertThat(daemon.run("person", "add", "bob", "--last-name", "Ray").out())
                .isEqualTo("person bob added\n");
        assertThat(daemon.run("person", "list").out().lines())
                .containsExactly(
                        "PERSON  FIRST NAME  LAST NAME  EMAIL            PAGER",
                        "ann     Ann         Lee        ann@example.org  -",
                        "bob     -           Ray        -                -");
        assertThat(daemon.run("person", "set", "bob", "--last-name", "none", "--pager", "b@example.org")
                        .out())
                .startsWith("person bob changed");
        assertThat(daemon.run("person", "show", "bob", "--json").out())
                .contains("\"last_name\" : null")
                .contains("\"pager\" : \"b@example.org\"");
        assertThat(daemon.run("person", "remove", "bob").out()).isEqualTo("person bob removed\n");

        assertRefused(daemon.run("person", "remove", "bob"), "there is no person bob");
        assertRefused(daemon.run("person", "remove", "ann"), "is the person of mailbox 201@default");
        assertRefused(daemon.run("person", "add", "ann"), "there is a person ann already");
        assertRefused(daemon.run("person", "add", "cy", "--email", "a,b"), "email must be an e-mail address");
        assertRefused(daemon.run("person", "set", "cy", "--email", "a@b"), "there is no person cy");
    }

    @Test
    void mailbox_isInTheFile_withThePersonsAddress_andItsOptions() throws IOException {
        assertThat(conf()).contains("201 => 4711,Ann Lee,ann@example.org,,passwordlocation=spooldir\n");
        assertThat(daemon.run("mailbox", "set", "201@default", "--options", "attach=yes|tz=european")
                        .out())
                .startsWith("mailbox 201@default changed");
        daemon.run("person", "set", "ann", "--pager", "p@example.org");
        assertThat(conf())
                .contains(
                        "201 => 4711,Ann Lee,ann@example.org,p@example.org,attach=yes|tz=european|passwordlocation=spooldir\n");

        daemon.run("mailbox", "set", "201@default", "--options", "none");
        daemon.run("person", "set", "ann", "--pager", "none");
        assertThat(conf()).contains("201 => 4711,Ann Lee,ann@example.org,,passwordlocation=spooldir\n");
        assertThat(daemon.run("mailbox", "show", "201@default").out())
                .contains("password_set  true")
                .doesNotContain("4711");
    }

    @Test
    void mailbox_isAddedListedAndRemoved() throws IOException {
        assertThat(daemon.run("mailbox", "add", "300@sales").out()).startsWith("mailbox 300@sales added");
        daemon.run("user", "add", "301", "--name", "Bob", "--mailbox", "300@sales");
        assertThat(daemon.run("mailbox", "list").out().lines()).contains("300@sales    Mailbox 300  -       301    -");

        assertRefused(daemon.run("mailbox", "remove", "300@sales"), "is the mailbox of user 301");
        daemon.run("user", "remove", "301");
        assertThat(daemon.run("mailbox", "remove", "300@sales").out()).startsWith("mailbox 300@sales removed");
        assertThat(conf()).doesNotContain("300");
        assertRefused(daemon.run("mailbox", "show", "300@sales"), "there is no mailbox 300@sales");
    }

    @Test
    void refusals_areOneLine_andLeaveNothing() throws IOException {
        assertRefused(daemon.run("mailbox", "add", "201@device"), "a mailbox is named such as 201@default");
        assertRefused(daemon.run("mailbox", "add", "201@default"), "there is a mailbox 201@default already");
        assertRefused(daemon.run("mailbox", "add", "9@default", "--person", "nobody"), "there is no nobody");
        assertRefused(daemon.run("mailbox", "add", "9@default", "--options", "a;b"), "options must be at most 159");
        assertRefused(daemon.run("mailbox", "add", "9@default", "--name", "a|b"), "full_name must be");
        assertRefused(
                daemon.runWith("12\n", "mailbox", "add", "9@default", "--password-file", "-"),
                "password must have 3 to 15 digits");
        assertThat(daemon.run("mailbox", "show", "9@default").code()).isEqualTo(1);
        Result argument = daemon.run("mailbox", "set", "201@default", "--password", "4711");
        assertThat(argument.code()).isEqualTo(2);
        assertThat(argument.err()).contains("a secret is never an argument");
    }

    @Test
    void passwordThatWasDialled_isTakenOverByTheHook_andTheOperatorsLaterOneHolds() throws IOException {
        Path secret =
                Files.createDirectories(folder.resolve("spool/default/201")).resolve("secret.conf");
        assertThat(daemon.run("mailbox", "changed").out()).isEqualTo("nothing to take over\n");
        Files.writeString(secret, "[general]\npassword = 5926\n");

        assertThat(daemon.run("mailbox", "changed").out()).isEqualTo("taken over\n");
        assertThat(password()).isEqualTo("5926");
        assertThat(conf()).contains("201 => 5926,");
        assertThat(secret).doesNotExist();

        Files.writeString(secret, "[general]\npassword = 6037\n");
        Result set = daemon.runTyping(List.of("4711", "4711"), "mailbox", "set", "201@default", "--password");
        assertThat(set.code()).isZero();
        assertThat(password()).isEqualTo("4711");
        assertThat(secret).doesNotExist();
    }

    private static void assertRefused(Result result, String why) {
        assertThat(result.err()).startsWith("hotdesk: ").contains(why);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }
}
