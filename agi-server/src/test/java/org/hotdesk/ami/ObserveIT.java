package org.hotdesk.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Operator;
import org.hotdesk.demo.PrivateAsterisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A look at a system that is not ours, by an account that may write nothing. */
@ExtendWith(LabExtension.class)
class ObserveIT {
    private static final String ACCOUNT =
            """
            [observer]
            secret = only-looking
            deny = 0.0.0.0/0.0.0.0
            permit = 127.0.0.1/255.255.255.255
            write = reporting
            """;

    @TempDir
    Path folder;

    @Test
    void observer_seesWhoIsWhere_andWritesNothing(Lab lab) throws IOException {
        PrivateAsterisk asterisk = lab.asterisk(Map.of("manager.d/observer.conf", ACCOUNT));
        List.of(
                        "DEVICE 1001/dial PJSIP/1001",
                        "DEVICE 1001/type adhoc",
                        "DEVICE 1001/user 201",
                        "DEVICE 1001/default_user none",
                        "DEVICE 1002/dial SIP/1002",
                        "DEVICE 1002/type adhoc",
                        "DEVICE 1002/user none",
                        "AMPUSER 201/cidname Ann",
                        "AMPUSER 201/cidnum 201",
                        "AMPUSER 201/device 1001&&1001",
                        "AMPUSER 201/followme/ddial DIRECT")
                .forEach(row -> asterisk.cli("database put " + row));
        SortedMap<String, String> before = asterisk.astdb();
        String globals = asterisk.cli("dialplan show globals");
        Operator operator = new Operator(config(asterisk), Clock.systemUTC());

        assertThat(operator.ok("observe"))
                .contains("2 devices, 1 users")
                .containsPattern("1001 +adhoc +.* 201 +Ann")
                .containsPattern("1002 +adhoc +.* -");
        assertThat(operator.ok("observe", "--json")).contains("\"user\" : \"201\"");
        assertThat(operator.run("login", "201", "1002").err()).startsWith("hotdesk: mirror.mode is observe");
        assertThat(operator.run(
                                "init",
                                "--yes",
                                "--asterisk",
                                asterisk.configFolder().toString())
                        .err())
                .startsWith("hotdesk: mirror.mode is observe");

        assertThat(asterisk.astdb()).isEqualTo(before);
        assertThat(asterisk.cli("dialplan show globals")).isEqualTo(globals);
        assertThat(asterisk.cli("devstate list")).doesNotContain("Custom:");
    }

    private Path config(PrivateAsterisk asterisk) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "only-looking\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(
                folder.resolve("hotdesk.toml"),
                """
                [mirror]
                mode = "observe"
                [asterisk]
                ami-port = %d
                ami-user = "observer"
                ami-secret-file = "secret"
                """
                        .formatted(asterisk.ami().address().getPort()));
    }
}
