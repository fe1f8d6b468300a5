package org.hotdesk.ami.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.BOB;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.E;
import static org.hotdesk.ami.Bridged.eventually;

import java.nio.file.Path;
import java.util.Map;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.model.PolicyKey;
import org.hotdesk.model.PolicyScope;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class QueuesTest {
    private static final String ANNS = "Local/201@hotdesk-queue/n";
    private static final String BOBS = "Local/301@hotdesk-queue/n";

    @TempDir
    Path folder;

    private Bridged bridged;

    @BeforeEach
    void open() {
        bridged = new Bridged(folder);
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    private void set(UserNumber user, PolicyKey key, String value) {
        Bridged.stored(bridged.store
                .policies()
                .set(new PolicyScope.OfUser(user), key, key.read(value).orElseThrow()));
    }

    private void awaitMembers(Map<String, String> members) {
        eventually(() -> bridged.asterisk.queueMembers().equals(members));
    }

    @Test
    void loginAndLogoff_makeAMemberAndNone() {
        set(ANN, PolicyKey.QUEUES, "support");
        bridged.live();
        bridged.loginMirrored(D, ANN);
        awaitMembers(Map.of(ANNS, "calls:"));
        assertThat(bridged.asterisk.actions("QueueAdd").get(0).headers())
                .containsEntry("MemberName", "Ann Lee")
                .containsEntry("StateInterface", "Custom:HD201");

        bridged.loginMirrored(E, ANN);
        bridged.logoffMirrored(D);
        assertThat(bridged.asterisk.queueMembers()).as("one phone is left").containsKey(ANNS);
        bridged.logoffMirrored(E);
        awaitMembers(Map.of());
        assertThat(bridged.bridge().status().queueFault()).isEmpty();
    }

    @Test
    void withPause_theMemberStaysAndIsNotCalled() {
        set(ANN, PolicyKey.QUEUES, "support");
        set(ANN, PolicyKey.QUEUE_LOGOFF, "pause");
        bridged.live();
        awaitMembers(Map.of(ANNS, "paused:" + Seat.LOGGED_OFF));

        bridged.loginMirrored(D, ANN);
        awaitMembers(Map.of(ANNS, "calls:"));
        bridged.logoffMirrored(D);
        awaitMembers(Map.of(ANNS, "paused:" + Seat.LOGGED_OFF));

        bridged.restart();
        bridged.loginMirrored(D, ANN);
        awaitMembers(Map.of(ANNS, "calls:"));
    }

    @Test
    void aPauseOfTheAgentsOwn_isLeftAlone() {
        set(ANN, PolicyKey.QUEUES, "support");
        bridged.asterisk.queueMembers().put(ANNS, "paused:lunch");
        bridged.login(D, ANN);
        bridged.live();
        set(BOB, PolicyKey.QUEUES, "support");
        awaitMembers(Map.of(ANNS, "paused:lunch", BOBS, "calls:"));
    }

    @Test
    void afterARestartOfAsterisk_membersAreThereAgain_andOthersUntouched() {
        set(ANN, PolicyKey.QUEUES, "support");
        bridged.login(D, ANN);
        bridged.live();
        awaitMembers(Map.of(ANNS, "calls:"));

        bridged.asterisk.queueMembers().clear();
        bridged.asterisk.queueMembers().put("PJSIP/7001", "calls:");
        bridged.asterisk.queueMembers().put("Local/5@elsewhere/n", "paused:lunch");
        bridged.asterisk.queueMembers().put(BOBS, "calls:");
        bridged.asterisk.fullyBooted();

        awaitMembers(Map.of("PJSIP/7001", "calls:", "Local/5@elsewhere/n", "paused:lunch", ANNS, "calls:"));
        set(ANN, PolicyKey.QUEUES, "none");
        awaitMembers(Map.of("PJSIP/7001", "calls:", "Local/5@elsewhere/n", "paused:lunch"));
    }

    @Test
    void aQueueThatIsNotThere_isAFault_untilItIsMended() {
        set(ANN, PolicyKey.QUEUES, "suport,support");
        bridged.live();
        bridged.loginMirrored(D, ANN);
        eventually(() -> bridged.bridge().status().queueFault().isPresent());
        awaitMembers(Map.of(ANNS, "calls:"));
        assertThat(bridged.bridge().status().queueFault().orElseThrow()).contains("No such queue");

        set(ANN, PolicyKey.QUEUES, "support");
        eventually(() -> bridged.bridge().status().queueFault().isEmpty());
    }

    @Test
    void withoutQueues_anAsteriskThatHasNone_isNoFault() {
        bridged.asterisk.refuse("QueueStatus", "Invalid/unknown command: QueueStatus.");
        bridged.live();
        bridged.loginMirrored(D, ANN);
        eventually(() -> !bridged.asterisk.actions("QueueStatus").isEmpty());
        assertThat(bridged.bridge().status().queueFault()).isEmpty();
        assertThat(bridged.asterisk.actions("QueueAdd")).isEmpty();

        set(ANN, PolicyKey.QUEUES, "support");
        bridged.asterisk.fullyBooted();
        eventually(() -> bridged.bridge().status().queueFault().isPresent());
    }
}
