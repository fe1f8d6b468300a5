package org.hotdesk.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    Store open() {
        return StoreOnFile.open(folder);
    }
}
