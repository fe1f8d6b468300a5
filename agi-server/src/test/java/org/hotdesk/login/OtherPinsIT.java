package org.hotdesk.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.LiveSystem;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logins by phone whose PIN is not the store's: a directory's password, or the mailbox's. */
@ExtendWith(LabExtension.class)
class OtherPinsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** A system with one user and one phone. */
    private record Desk(LiveSystem system, Phone phone) {
        static Desk start(Lab lab, Map<String, String> settings) {
            LiveSystem system =
                    lab.add(LiveSystem.start(lab.installation(), lab.ports(), Clock.systemUTC(), Map.of(), settings));
            system.addUser("201", "Ann Lee", "8264", "--mailbox", "201@default");
            return new Desk(system, lab.phone(system.addDevice("1001")));
        }

        void dial(String pin, String heard) {
            long mark = system.asterisk().console().mark();
            PhoneCall call = phone.dial("*11201");
            awaitSaid(mark, "agent-pass");
            pause(700);
            mark = system.asterisk().console().mark();
            call.press(pin + "#");
            awaitSaid(mark, heard);
            call.hangUp();
            assertThat(call.await(PhoneCall.State.CLOSED, SOON)).isTrue();
        }

        private void awaitSaid(long mark, String file) {
            assertThat(system.asterisk().console().await(mark, Pattern.compile("Playing '" + file + "[.']"), SOON))
                    .as("%s is played", file)
                    .isPresent();
        }

        String user() {
            return system.asterisk().astdb().getOrDefault("/DEVICE/1001/user", "");
        }
    }

    @Test
    void directory_letsIn_withItsPasswordOnly_andNobodyWhileItIsDown(Lab lab) throws Exception {
        InMemoryDirectoryServer directory = directory();
        try {
            Desk desk = Desk.start(lab, asking(directory, "refuse"));

            desk.dial("8264", "vm-incorrect");
            assertThat(desk.user()).isEqualTo("none");
            desk.dial("48213", "agent-loginok");
            assertThat(desk.user()).isEqualTo("201");

            desk.system().operator().ok("logoff", "1001");
            directory.shutDown(true);
            desk.dial("48213", "please-try-call-later");
            assertThat(desk.user()).isEqualTo("none");
        } finally {
            directory.shutDown(true);
        }
    }

    @Test
    void lastKnownPin_letsIn_whileTheDirectoryIsDown(Lab lab) throws Exception {
        InMemoryDirectoryServer directory = directory();
        try {
            Desk desk = Desk.start(lab, asking(directory, "last-known"));
            desk.dial("48213", "agent-loginok");
            desk.system().operator().ok("logoff", "1001");
            directory.shutDown(true);

            desk.dial("48214", "vm-incorrect");
            assertThat(desk.user()).isEqualTo("none");
            desk.dial("48213", "agent-loginok");

            assertThat(desk.user()).isEqualTo("201");
            assertThat(desk.system().operator().ok("history", "--csv").lines())
                    .anyMatch(line -> line.matches("session,1001,201,[^,]*Z,[^,]*Z,forced,code,"))
                    .anyMatch(line -> line.matches("refusal,1001,201,[^,]*Z,[^,]*Z,wrong,,1"));
        } finally {
            directory.shutDown(true);
        }
    }

    @Test
    void mailbox_letsIn_withItsPassword(Lab lab) {
        Desk desk = Desk.start(lab, Map.of("login.check", "voicemail"));
        desk.system().operator().okWith("59264\n", "user", "set", "201", "--mailbox-password-file", "-");

        desk.dial("8264", "vm-incorrect");
        desk.dial("59264", "agent-loginok");

        assertThat(desk.user()).isEqualTo("201");
    }

    private static Map<String, String> asking(InMemoryDirectoryServer directory, String whileDown) {
        return Map.of(
                "login.check",
                "ldap",
                "login.directory-down",
                whileDown,
                "ldap.url",
                "ldap://127.0.0.1:" + directory.getListenPort(),
                "ldap.bind-dn",
                "uid={user},dc=example");
    }

    private static InMemoryDirectoryServer directory() throws LDAPException, LDIFException {
        var directory = new InMemoryDirectoryServer(new InMemoryDirectoryServerConfig("dc=example"));
        directory.add("dn: dc=example", "objectClass: domain", "dc: example");
        directory.add(
                "dn: uid=201,dc=example",
                "objectClass: inetOrgPerson",
                "uid: 201",
                "cn: Ann",
                "sn: Lee",
                "userPassword: 48213");
        directory.startListening();
        return directory;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
