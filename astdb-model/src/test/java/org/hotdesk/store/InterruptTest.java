package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.nio.file.Path;
import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is interrupted while it writes may fail, but the store goes on for all others. */
class InterruptTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");

    @TempDir
    Path folder;

    @Test
    void interruptedWriter_doesNotCloseTheStore() throws Exception {
        try (Store store = StoreOnFile.open(folder)) {
            store.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann"), user("202", "Ben")));
            for (int i = 0; i < 40; i++) {
                var writer = new Thread(() -> writeUntilInterrupted(store));
                writer.start();
                Thread.sleep(3);
                writer.interrupt();
                writer.join();
            }

            store.logins().logoff(DESK, How.CODE);
            assertThat(store.logins().login(DESK, new UserNumber("201"), How.CODE))
                    .isInstanceOf(LoginOutcome.Changed.class);
            assertThat(FloorText.lines(store.loadAgain()))
                    .containsExactlyInAnyOrderElementsOf(FloorText.lines(store.floor()));
        }
    }

    private static void writeUntilInterrupted(Store store) {
        try {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                store.logins().login(DESK, new UserNumber(i % 2 == 0 ? "201" : "202"), How.CODE);
            }
        } catch (StoreException refused) {
            assertThat(refused).hasMessageContaining("database");
        }
    }
}
