package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An Asterisk below a prefix of this machine, as {@code demo --asterisk <prefix>} runs it: no root folder, no mounts. */
@ExtendWith(LabExtension.class)
class InstalledAsteriskIT {

    @Test
    void at_runsTheAsteriskOfThePrefix(Lab lab, @TempDir Path folder) throws IOException {
        Path prefix = prefix(lab.installation(), folder);

        AsteriskInstallation installed = AsteriskInstallation.at(prefix).fold(ready -> ready, unusable -> {
            throw new AssertionError(unusable.detail());
        });

        assertThat(installed.version()).isEqualTo(lab.installation().version());
        assertThat(installed.programs()).isEqualTo(Programs.ofThisMachine());
        PrivateAsterisk asterisk = lab.add(
                PrivateAsterisk.start(installed, lab.ports(), Map.of("pjsip.d/lab.conf", TestDevices.pjsip("1001"))));
        Phone phone = lab.add(
                Phone.start(lab.phones(), lab.ports(), TestDevices.account(asterisk, "1001"), Clock.systemUTC()));
        assertThat(phone.register(Duration.ofSeconds(15))).isEqualTo("200 OK");
        assertThat(asterisk.cli("pjsip show contacts")).contains("1001/sip:");
    }

    @Test
    void at_whereThereIsNone_saysSo(@TempDir Path prefix) {
        Preparation preparation = AsteriskInstallation.at(prefix);

        assertThat(preparation).isInstanceOfSatisfying(Preparation.Unusable.class, unusable -> {
            assertThat(unusable.reason()).isEqualTo(Preparation.Reason.NO_ASTERISK);
            assertThat(unusable.detail())
                    .contains(prefix.resolve("sbin/asterisk").toString());
        });
    }

    /** The lab's own Asterisk made to look installed: its program is run by its own loader with its own libraries. */
    private static Path prefix(AsteriskInstallation lab, Path folder) throws IOException {
        Path root = lab.programs().root().orElseThrow();
        Path libraries = root.resolve(Path.of("/").relativize(lab.modules()).resolve("../.."))
                .normalize();
        Path program = Files.createDirectories(folder.resolve("sbin")).resolve("asterisk");
        Files.writeString(
                program,
                "#!/bin/sh\nexec %s --library-path %s %s \"$@\"\n"
                        .formatted(
                                root.resolve("lib64/ld-linux-x86-64.so.2"),
                                libraries,
                                root.resolve("usr/sbin/asterisk")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(folder.resolve("lib/asterisk"));
        Files.createSymbolicLink(folder.resolve("lib/asterisk/modules"), libraries.resolve("asterisk/modules"));
        Files.createDirectories(folder.resolve("share"));
        Files.createSymbolicLink(folder.resolve("share/asterisk"), root.resolve("usr/share/asterisk"));
        return folder;
    }
}
