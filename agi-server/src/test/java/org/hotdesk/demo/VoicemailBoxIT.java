package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Token;
import org.hotdesk.store.PostgresServer;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A box that is defined in the store, on a real Asterisk: a message is left in it, and its owner gives it another password by phone. */
@ExtendWith(LabExtension.class)
class VoicemailBoxIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OLD = "4711";
    private static final String NEW = "59264";
    private static final String LAST = "603815";

    private static final String DIALPLAN =
            """
            [from-internal]
            exten => _82XX,1,VoiceMail(2${EXTEN:2}@default,s)
            exten => _92XX,1,VoiceMailMain(2${EXTEN:2}@default)
            """;

    /** A system with a phone, and what is seen of it. */
    private record Desk(LiveSystem system, Phone phone) {
        static Desk start(Lab lab, Map<String, String> settings) {
            LiveSystem system = lab.add(LiveSystem.start(
                    lab.installation(),
                    lab.ports(),
                    Clock.systemUTC(),
                    Map.of("extensions.d/lab.conf", DIALPLAN),
                    settings));
            Operator operator = system.operator();
            operator.ok("person", "add", "ann", "--first-name", "Ann", "--email", "ann@example.org");
            operator.okWith(
                    OLD + "\n",
                    "mailbox",
                    "add",
                    "201@default",
                    "--name",
                    "Ann",
                    "--person",
                    "ann",
                    "--password-file",
                    "-");
            return new Desk(system, lab.phone(system.addDevice("1001")));
        }

        PrivateAsterisk asterisk() {
            return system.asterisk();
        }

        void leaveMessage(String number, Path message) {
            PhoneCall call = phone.dial(number);
            assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
            pause(4_000);
            call.hangUp();
            assertThat(Waiting.until(SOON, () -> Files.exists(message)))
                    .as("%s, console: %s", message, asterisk().console().since(0))
                    .isTrue();
        }

        /** Dials the box and its password, and says whether Asterisk lets in. */
        boolean enters(String box, String password) {
            long mark = asterisk().console().mark();
            PhoneCall call = phone.dial(box);
            boolean in = enter(call, mark, password);
            hangUp(call);
            return in;
        }

        void changePassword(String password, String fresh) {
            long mark = asterisk().console().mark();
            PhoneCall call = phone.dial("9201");
            assertThat(enter(call, mark, password)).isTrue();
            press(call, "0", "vm-options");
            press(call, "5", "vm-newpassword");
            press(call, fresh + "#", "vm-reenterpassword");
            press(call, fresh + "#", "vm-passchanged");
            hangUp(call);
        }

        private boolean enter(PhoneCall call, long dialled, String password) {
            assertThat(call.await(PhoneCall.State.TALKING, SOON)).isTrue();
            awaitSaid(dialled, "vm-password");
            pause(700);
            long mark = asterisk().console().mark();
            call.press(password + "#");
            return awaitSaid(mark, "vm-youhave|vm-incorrect").equals("vm-youhave");
        }

        private void press(PhoneCall call, String keys, String heard) {
            pause(700);
            long mark = asterisk().console().mark();
            call.press(keys);
            awaitSaid(mark, heard);
        }

        private String awaitSaid(long mark, String files) {
            var said = asterisk().console().await(mark, Pattern.compile("Playing '(" + files + ")[.']"), SOON);
            assertThat(said)
                    .as("%s is played: %s", files, asterisk().console().since(mark))
                    .isPresent();
            Matcher file = Pattern.compile("Playing '([a-z-]+)").matcher(said.get());
            return file.find() ? file.group(1) : "";
        }

        /** Waits until the file that is written from the store has it, and the spool has it no more. */
        void awaitWritten(String password) {
            Path conf = asterisk().configFolder().resolve("hotdesk/voicemail.conf");
            Path secret = asterisk().spoolFolder().resolve("voicemail/default/201/secret.conf");
            assertThat(Waiting.until(
                            SOON, () -> text(conf).contains("201 => " + password + ",") && !Files.exists(secret)))
                    .as("%s, log: %s", text(conf), system.companion().log())
                    .isTrue();
        }

        /** What the store on disk has; its companion must be stopped. */
        Optional<String> stored() {
            Path folder = system.config().resolveSibling("");
            var config = new StoreConfig(
                    "jdbc:h2:file:" + folder.resolve("store/hotdesk"),
                    folder.resolve("secrets/pepper"),
                    folder.resolve("secrets/key"),
                    "hotdesk",
                    false);
            try (Store store = Store.open(config, Clock.systemUTC())) {
                return store.secrets().mailboxPassword(new MailboxAddress("201", new Token("default")));
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static void hangUp(PhoneCall call) {
            call.hangUp();
            assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        }

        /** How often any module has read its configuration again. */
        long reloads() {
            return Pattern.compile("Reloading module '")
                    .matcher(asterisk().console().since(0))
                    .results()
                    .count();
        }
    }

    @Test
    void ownersChangeByPhone_isInTheStore_withoutAReload(Lab lab) {
        Desk desk = Desk.start(lab, Map.of());
        Path box = desk.asterisk().spoolFolder().resolve("voicemail/default/201");
        Path hooked = desk.asterisk().spoolFolder().resolve("hooked");
        desk.asterisk()
                .write(
                        "voicemail.d/hook.conf",
                        "[general](+)\nexternpassnotify = /bin/sh -c 'echo $# >> " + hooked + "' #\n");
        desk.system().operator().ok("mailbox", "add", "202@default");
        long pid = desk.asterisk().pid();

        desk.leaveMessage("8201", box.resolve("INBOX/msg0000.txt"));
        assertThat(desk.enters("9201", "0000")).isFalse();
        assertThat(desk.enters("9202", "")).as("a box without a password").isFalse();
        long reloads = desk.reloads();
        desk.changePassword(OLD, NEW);

        desk.awaitWritten(NEW);
        assertThat(hooked).as("arguments behind the #").hasContent("0");
        assertThat(desk.enters("9201", OLD)).isFalse();
        assertThat(desk.enters("9201", NEW)).isTrue();
        assertThat(box.resolve("secret.conf")).doesNotExist();

        desk.system().companion().stop();
        assertThat(desk.stored()).contains(NEW);
        desk.changePassword(NEW, LAST);
        assertThat(box.resolve("secret.conf")).exists();
        assertThat(desk.reloads()).isEqualTo(reloads);
        desk.system().companion().start();
        desk.system().awaitHealthy();
        desk.awaitWritten(LAST);

        desk.system().operator().okWith(OLD + "\n", "mailbox", "set", "201@default", "--password-file", "-");
        assertThat(desk.enters("9201", LAST)).isFalse();
        assertThat(desk.enters("9201", OLD)).isTrue();
        assertThat(desk.asterisk().pid()).isEqualTo(pid);
    }

    @Test
    void realtimeBox_isReadFromPostgres_andWrittenThere_withoutAReload(Lab lab, @TempDir Path secrets) {
        PostgresServer server = PostgresServer.running();
        StoreConfig store = server.config(secrets);
        String database = store.jdbcUrl().replaceFirst(".*/([^/?]+).*", "$1");
        Map<String, String> settings = Map.of(
                "store.url", store.jdbcUrl(),
                "store.user", store.login().user().orElseThrow(),
                "store.password-file",
                        store.login().passwordFile().orElseThrow().toString(),
                "voip.clear-mailbox-passwords", "true",
                "mailbox.boxes", "realtime");
        Desk desk = Desk.start(lab, settings);
        Path box = desk.asterisk().spoolFolder().resolve("voicemail/default/201");
        realtime(desk.asterisk(), server, database, store.jdbcUrl().replaceFirst(".*:([0-9]+)/.*", "$1"));
        long pid = desk.asterisk().pid();
        long reloads = desk.reloads();

        desk.leaveMessage("8201", box.resolve("INBOX/msg0000.txt"));
        assertThat(desk.enters("9201", "0000")).isFalse();
        desk.changePassword(OLD, NEW);

        assertThat(server.execute(database, "select password from mailbox where box = '201'"))
                .contains("clear:" + NEW);
        assertThat(desk.enters("9201", OLD)).isFalse();
        assertThat(desk.enters("9201", NEW)).isTrue();
        desk.system().operator().okWith(LAST + "\n", "mailbox", "add", "202@default", "--password-file", "-");
        assertThat(desk.enters("9202", LAST)).isTrue();
        assertThat(box.resolve("secret.conf")).doesNotExist();
        assertThat(desk.reloads()).isEqualTo(reloads);
        assertThat(desk.asterisk().pid()).isEqualTo(pid);
    }

    /** As the README has it; the lab's Asterisk does not load the module by itself. */
    private static void realtime(PrivateAsterisk asterisk, PostgresServer server, String database, String port) {
        server.execute(database, "drop role if exists asterisk_" + database);
        for (String sql : List.of(
                "create role asterisk_%1$s login password 'lab-4Tz9qx'",
                "alter role asterisk_%1$s set search_path = voip",
                "grant usage on schema voip to asterisk_%1$s",
                "grant select, update on voip.voicemail to asterisk_%1$s")) {
            server.execute(database, sql.formatted(database));
        }
        asterisk.write("extconfig.conf", "[settings]\nvoicemail => pgsql,general,voicemail\n");
        asterisk.write(
                "res_pgsql.conf",
                """
                [general]
                dbhost = 127.0.0.1
                dbport = %s
                dbname = %s
                dbuser = asterisk_%s
                dbpass = lab-4Tz9qx
                requirements = warn
                """
                        .formatted(port, database, database));
        asterisk.restart();
        asterisk.cli("module load res_config_pgsql.so");
        assertThat(asterisk.cli("realtime show pgsql status"))
                .as("console: %s", asterisk.console().since(0))
                .contains("Connected to " + database);
        assertThat(asterisk.cli("realtime load voicemail mailbox 201"))
                .as("console: %s", asterisk.console().since(0))
                .contains("password", OLD);
    }

    private static void pause(long millis) {
        Waiting.pause(millis);
    }
}
