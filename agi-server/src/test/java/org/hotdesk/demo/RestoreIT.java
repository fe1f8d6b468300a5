package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A restore on a real Asterisk: sessions as in the backup, what phones switched since is kept, others' rows are left alone. */
@ExtendWith(LabExtension.class)
class RestoreIT {
    @TempDir
    Path folder;

    @Test
    void restore_bringsAstdbInLine_andKeepsWhatPhonesSwitched(Lab lab) {
        LiveSystem system =
                lab.add(LiveSystem.start(lab.installation(), lab.ports(), Clock.systemUTC(), Map.of(), Map.of()));
        Operator operator = system.operator();
        String file = folder.resolve("hotdesk.backup").toString();
        system.addDevice("1001");
        system.addDevice("1002");
        system.addUser("201", "Ann Lee", "4711");
        system.addUser("301", "Bob", "4712");
        operator.ok("login", "201", "1001");
        operator.ok("user", "set", "301", "--cf", "5551111");
        operator.ok("backup", file);

        operator.ok("login", "301", "1001");
        operator.ok("login", "201", "1002");
        operator.ok("device", "add", "1003");
        operator.ok("login", "301", "1003");
        system.asterisk().cli("database put DND 201 YES");
        system.asterisk().cli("database put CF 301 5552222");
        system.asterisk().cli("database put PROJECT 201 theirs");
        assertThat(system.asterisk().astdb()).containsEntry("/DEVICE/1001/user", "301");

        String restored = operator.ok("restore", file);

        assertThat(restored).contains("restored to the backup of ").doesNotContain("Asterisk is away");
        assertThat(system.asterisk().astdb())
                .containsEntry("/DEVICE/1001/user", "201")
                .containsEntry("/AMPUSER/201/device", "1001")
                .containsEntry("/DEVICE/1002/user", "none")
                .containsEntry("/DND/201", "YES")
                .containsEntry("/CF/301", "5552222")
                .containsEntry("/PROJECT/201", "theirs")
                .doesNotContainKeys("/AMPUSER/301/device", "/DEVICE/1003/user", "/DEVICE/1003/dial");
        assertThat(operator.ok("user", "show", "201")).containsPattern("dnd +true");
        assertThat(operator.ok("user", "show", "301")).containsPattern("cf +5552222");
        operator.ok("mirror", "check");
    }
}
