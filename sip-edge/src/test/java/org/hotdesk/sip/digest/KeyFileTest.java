package org.hotdesk.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void key_staysTheSameAndIsReadableByItsOwnerAlone() throws IOException {
        Path file = folder.resolve("edge.key");
        byte[] key = KeyFile.open(file).keyFor("nonce");
        assertThat(KeyFile.open(file).keyFor("nonce")).isEqualTo(key).hasSize(32);
        assertThat(KeyFile.open(file).keyFor("route")).isNotEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void cutKeyFile_isRefusedWithAdvice() throws IOException {
        Path file = folder.resolve("edge.key");
        Files.write(file, new byte[31]);
        assertThatThrownBy(() -> KeyFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("remove it");
    }

    @Test
    void keyFileInNoFolder_isRefusedWithAdvice() {
        Path file = folder.resolve("none").resolve("edge.key");
        assertThatThrownBy(() -> KeyFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("folder");
    }
}
