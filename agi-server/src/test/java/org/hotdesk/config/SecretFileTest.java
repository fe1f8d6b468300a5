package org.hotdesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path folder;

    @Test
    void read_givesTheSecretWithoutItsLineEnd() throws IOException {
        assertThat(new SecretFile(file("s3cret\n", "rw-r-----")).read()).isEqualTo("s3cret");
    }

    @Test
    void read_ofAFileOpenToAll_isRefused() throws IOException {
        Path file = file("s3cret\n", "rw-r--r--");

        assertThatThrownBy(() -> new SecretFile(file).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("chmod 640")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void read_ofNothing_saysWhatToDo() throws IOException {
        assertThatThrownBy(() -> new SecretFile(file("\n", "rw-------")).read()).hasMessageContaining("is empty");
        assertThatThrownBy(() -> new SecretFile(folder.resolve("gone")).read()).hasMessageContaining("hotdesk init");
    }

    @Test
    void read_ofSeveralLines_doesNotGuessWhichIsTheSecret() throws IOException {
        Path file = file("user=ops\ns3cret\n", "rw-------");

        assertThatThrownBy(() -> new SecretFile(file).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 2 lines")
                .hasMessageNotContaining("s3cret");
    }

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
