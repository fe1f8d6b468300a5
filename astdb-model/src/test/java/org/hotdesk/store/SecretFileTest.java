package org.hotdesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path folder;

    @Test
    void create_thatFails_saysWhy_andLeavesNothingBehind() throws IOException {
        Path key = Files.createDirectories(folder.resolve("key"));

        assertThatThrownBy(() -> SecretFile.create(key, "secret"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot make " + key + ": ")
                .hasMessageNotContaining("Exception");
        assertThat(folder.resolve("key.new")).doesNotExist();
    }

    @Test
    void read_thatFails_saysWhy() throws IOException {
        Path key = Files.createDirectory(
                folder.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThatThrownBy(() -> SecretFile.read(key)).hasMessage("cannot read " + key + ": Is a directory");
    }

    @Test
    void fault_isToldWithoutClassAndFile() {
        assertThat(FileFault.words(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFault.words(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(FileFault.words(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }
}
