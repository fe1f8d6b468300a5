package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.hotdesk.RunningDaemon.Result;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup} and {@code restore}, with the daemon and without. */
class BackupVerbTest {
    @TempDir
    Path folder;

    @Test
    void restore_bringsBackWhatWas_loginsAmongIt() throws IOException {
        Path file = folder.resolve("hotdesk.backup");
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            daemon.run("user", "add", "201", "--name", "Ann");
            daemon.runWith("4711\n", "user", "set", "201", "--pin-file", "-");
            daemon.run("device", "add", "1001");
            daemon.run("login", "201", "1001");

            Result written = daemon.run("backup", file.toString());
            assertThat(written.err()).isEmpty();
            assertThat(written.code()).isZero();
            assertThat(written.out())
                    .contains("written")
                    .contains("state/pepper")
                    .contains("state/key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");

            daemon.run("logoff", "1001");
            daemon.run("user", "remove", "201");
            daemon.run("user", "add", "999", "--name", "Later");
            Result tried = daemon.run("restore", file.toString(), "--dry-run");
            assertThat(tried.out())
                    .contains("ampuser          1 added, 0 changed, 1 removed")
                    .contains("nothing was changed: a dry run of the backup of ");
            assertThat(daemon.hotdesk().store().floor().user(new UserNumber("999")))
                    .isPresent();

            Result restored = daemon.run("restore", file.toString());
            assertThat(restored.err()).isEmpty();
            assertThat(restored.out()).contains("restored to the backup of ");
            assertThat(daemon.run("where", "1001").out()).contains("201");
            assertThat(daemon.hotdesk().store().floor().user(new UserNumber("999")))
                    .isEmpty();
            assertThat(daemon.hotdesk().store().pins().check(new UserNumber("201"), "4711".toCharArray()))
                    .isEqualTo(PinVerdict.RIGHT);
            assertThat(daemon.run("restore", file.toString()).out()).contains("nothing to do");
            assertThat(folder.resolve("state").toFile().list()).noneMatch(name -> name.startsWith("transfer"));
        }
    }

    @Test
    void bothWork_whileTheDaemonIsStopped() throws IOException {
        Path file = folder.resolve("hotdesk.backup");
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            daemon.run("device", "add", "1001");
        }
        Path config = folder.resolve("hotdesk.toml");
        assertThat(typed(config, "backup", file.toString()).code()).isZero();
        assertThat(typed(config, "restore", file.toString()).out()).contains("nothing to do");
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            assertThat(daemon.hotdesk().store().floor().device(new DeviceNumber("1001")))
                    .isPresent();
        }
    }

    @Test
    void wrongFiles_areToldInOneLine_andChangeNothing() throws IOException {
        try (RunningDaemon daemon = RunningDaemon.in(folder)) {
            daemon.run("device", "add", "1001");
            Path file = folder.resolve("hotdesk.backup");
            daemon.run("backup", file.toString());
            byte[] whole = Files.readAllBytes(file);
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
            Path noise = Files.writeString(folder.resolve("noise"), "no backup at all");

            for (Path broken : new Path[] {cut, noise, folder.resolve("absent")}) {
                Result refused = daemon.run("restore", broken.toString());
                assertThat(refused.code()).as(broken.toString()).isEqualTo(1);
                assertThat(refused.err().lines()).hasSize(1);
                assertThat(refused.err()).contains(broken.toString()).doesNotContain("transfer");
            }
            assertThat(daemon.run("restore", folder.resolve("absent").toString())
                            .err())
                    .contains("absent: no such file or folder");
            assertThat(daemon.run("backup", "/no/such/folder/file").err()).contains("there is no folder");
            assertThat(daemon.run("backup", "-").code()).isEqualTo(2);
            assertThat(daemon.run("backup", folder.toString()).err())
                    .contains("cannot write " + folder + ": it is a folder");
            assertThat(daemon.hotdesk().store().floor().deviceCount()).isEqualTo(1);
        }
    }

    @Test
    void withoutDaemonAndStore_nothingIsMade() throws IOException {
        Path config = Files.writeString(
                folder.resolve("hotdesk.toml"),
                "[store]\npath = \"state/hotdesk\"\n[admin]\nlisten = \"127.0.0.1:1\"\n");

        Result nothing = typed(config, "backup", folder.resolve("file").toString());

        assertThat(nothing.code()).isEqualTo(3);
        assertThat(folder.resolve("state")).doesNotExist();
        assertThat(folder.resolve("file")).doesNotExist();
    }

    private static Result typed(Path config, String... words) {
        return RunningDaemon.typed(config, "", Optional.empty(), words);
    }
}
