package org.hotdesk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PhoneCall.State;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.EndedSession.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues of a real app_queue, whose members are those who are logged in. */
@ExtendWith(LabExtension.class)
class QueueIT {
    private static final Duration SOON = ClockedSystem.SOON;
    private static final PolicyScope ANN = new PolicyScope.OfUser(new UserNumber("201"));
    private static final String MEMBER = "Local/201@hotdesk-queue/n";
    private static final String STRANGER = "Local/700@lab-agent/n";

    private static ClockedSystem system;
    private static Phone desk;
    private static Phone customer;

    @BeforeAll
    static void start(Lab lab) throws IOException {
        system = ClockedSystem.start(
                lab,
                Map.of(
                        "queues.conf",
                        """
                        [general]
                        persistentmembers=no
                        [support]
                        strategy=ringall
                        timeout=4
                        retry=1
                        ringinuse=no
                        member => %s,0,Somebody else
                        """
                                .formatted(STRANGER),
                        "extensions.d/queue.conf",
                        """
                        [hotdesk-outbound]
                        exten => 8000,1,Answer()
                         same => n,Queue(support,r)
                        [lab-agent]
                        exten => 700,1,Hangup(17)
                        """));
        system.system().addUser("201", "Ann Lee", "8264");
        system.system().addUser("203", "Cleo Fox", "5937");
        desk = lab.phone(system.system().addDevice("1001"));
        customer = lab.phone(system.system().addDevice("1003", "--type", "fixed", "--default-user", "203"));
        system.policy(ANN, PolicyKey.QUEUES, "support");
    }

    @BeforeEach
    void logIn() {
        system.logIn(desk, "201", "8264");
        awaitMember(true);
    }

    @AfterEach
    void logOff() {
        system.system().operator().run("logoff", "1001");
        system.policy(ANN, PolicyKey.END_MISSED, "");
        system.policy(ANN, PolicyKey.QUEUE_LOGOFF, "");
        awaitMember(false);
    }

    /** The call that rings now; those that were missed before are passed over. */
    private static PhoneCall ringing() {
        PhoneCall call = desk.awaitCall(SOON).orElseThrow();
        while (call.state() == State.CLOSED) {
            call = desk.awaitCall(SOON).orElseThrow();
        }
        return call;
    }

    private static String members() {
        return system.asterisk().cli("queue show support");
    }

    private static void awaitMember(boolean isOne) {
        system.eventually("member: " + isOne, () -> members().contains(MEMBER) == isOne);
        assertThat(members()).contains(STRANGER);
    }

    @Test
    void whoIsLoggedIn_takesTheQueuesCalls_andAfterTheLogoffNot() {
        PhoneCall call = customer.dial("8000");
        PhoneCall rings = ringing();
        rings.answer();
        assertThat(rings.await(State.TALKING, SOON)).isTrue();
        call.hangUp();
        system.awaitQuiet(call);

        system.logOff(desk);
        awaitMember(false);
    }

    @Test
    void queueCallsMissedInARow_endTheSession() {
        system.policy(ANN, PolicyKey.END_MISSED, "2");
        PhoneCall call = customer.dial("8000");

        assertThat(system.awaitEnd("1001")).isEqualTo(Why.MISSED_CALLS);
        awaitMember(false);
        call.hangUp();
        system.awaitQuiet(call);
    }

    @Test
    void withPause_theMemberStaysAndIsNotRung() {
        system.policy(ANN, PolicyKey.QUEUE_LOGOFF, "pause");
        system.logOff(desk);
        system.eventually("paused", () -> members().contains("paused:hotdesk: logged off"));
        system.logIn(desk, "201", "8264");
        system.eventually("not paused", () -> !members().contains("paused"));
    }

    @Test
    void afterARestartOfAsterisk_theMemberIsThereAgain() {
        system.asterisk().restart();
        system.system().awaitHealthy();
        awaitMember(true);
        assertThat(desk.register(SOON)).startsWith("200");
        assertThat(customer.register(SOON)).startsWith("200");
    }
}
