package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.How;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a store is as large as what is in it, and not as the number of commits that were. */
class UpkeepTest {
    private static final int COMMITS = 3_000;

    @TempDir
    Path folder;

    /** Without tidying up a commit leaves some 10 KB behind. */
    @Test
    void file_doesNotGrowWithEachCommit() throws IOException {
        try (Store store = StoreOnFile.open(folder)) {
            store.directory()
                    .putAll(
                            List.of(StoreOnFile.device("1001"), StoreOnFile.device("1002")),
                            List.of(StoreOnFile.user("201", "Ann"), StoreOnFile.user("202", "Bob")));
            for (int i = 0; i < COMMITS; i++) {
                store.logins()
                        .login(new DeviceNumber("100" + (1 + i % 2)), new UserNumber("20" + (1 + i / 2 % 2)), How.CODE);
                if (i % 100 == 99) {
                    store.tidy();
                }
            }

            assertThat(Files.size(folder.resolve("hotdesk.mv.db"))).isLessThan(COMMITS * 2_500L);
        }
    }
}
