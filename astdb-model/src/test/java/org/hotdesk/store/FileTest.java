package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store in a file is one program's alone: nothing is followed, and the lease costs nothing. */
class FileTest {
    private static final DeviceNumber DESK = new DeviceNumber("2001");
    private static final UserNumber ANN = new UserNumber("201");

    @TempDir
    Path folder;

    @Test
    void refresh_takesOverWhatAnotherStoreCommitted() {
        try (Store here = StoreOnFile.open(folder);
                Store there = StoreOnFile.open(folder)) {
            here.directory().putAll(List.of(device("2001")), List.of(user("201", "Ann")));
            List<Long> told = new ArrayList<>();
            there.onCommit((seq, floor) -> told.add(seq));
            there.refresh();
            assertThat(there.floor().deviceCount()).isEqualTo(1);

            here.logins().login(DESK, ANN, How.CODE);
            here.changes().advance("a", here.changes().latest());
            here.changes().compact();
            assertThat(there.floor().sessionAt(DESK)).isEmpty();
            there.refresh();
            assertThat(there.floor().sessionAt(DESK))
                    .as("although the log was cut")
                    .isPresent();
            assertThat(told).containsExactly(3L, here.changes().latest());
        }
    }

    @Test
    void leaseOfAFile_isAlwaysHeld() {
        try (Store store = StoreOnFile.open(folder)) {
            assertThat(store.isShared()).isFalse();
            Lease lease = store.leases().take("a", "first", Duration.ZERO).orElseThrow();
            assertThat(store.leases().take("a", "second", Duration.ZERO)).isPresent();
            assertThat(store.leases().holds(lease)).isTrue();
            store.leases().release(lease);
            assertThat(store.leases().holds(lease)).isTrue();
            assertThat(store.leases().holder("a")).isEmpty();
        }
    }

    @Test
    void folderThatCannotBe_isToldWithItsReason() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));

        assertThatThrownBy(() -> StoreOnFile.open(taken))
                .isInstanceOf(StoreException.class)
                .hasMessage("store jdbc:h2:file:" + taken + "/hotdesk: something else is in its place");
    }

    @Test
    void file_isReadableForItsOwnerOnly() throws IOException {
        StoreOnFile.open(folder).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("hotdesk.mv.db"))))
                .isEqualTo("rw-------");
    }
}
