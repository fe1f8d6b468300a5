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

    @Test
    void file_doesNotGrowWithEachCommit() throws IOException {
        long left = sizeAfter(COMMITS, COMMITS + 1);
        long kept = sizeAfter(COMMITS, 100);

        assertThat(kept).isLessThan(left / 4);
    }

    private long sizeAfter(int commits, int every) throws IOException {
        Path here = Files.createTempDirectory(folder, "store");
        try (Store store = StoreOnFile.open(here)) {
            store.directory()
                    .putAll(
                            List.of(StoreOnFile.device("1001"), StoreOnFile.device("1002")),
                            List.of(StoreOnFile.user("201", "Ann"), StoreOnFile.user("202", "Bob")));
            for (int i = 0; i < commits; i++) {
                store.logins()
                        .login(new DeviceNumber("100" + (1 + i % 2)), new UserNumber("20" + (1 + i / 2 % 2)), How.CODE);
                if (i % every == every - 1) {
                    store.tidy();
                }
            }
            return Files.size(here.resolve("hotdesk.mv.db"));
        }
    }
}
