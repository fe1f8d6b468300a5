package org.hotdesk.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the system around us has: the unit that starts the daemon, the firewall's filter. */
final class SystemChecks {
    private SystemChecks() {}

    /** @param unit the text of the unit in force; empty where there is none */
    static Finding unit(Optional<String> unit) {
        String install = "hotdesk systemd > /etc/systemd/system/hotdesk.service && systemctl daemon-reload";
        if (unit.isEmpty()) {
            return Finding.warn(
                    "systemd", "there is no unit hotdesk.service, so nothing starts the daemon again", install);
        }
        return unit.get().contains("Type=notify") && unit.get().contains("WatchdogSec=")
                ? Finding.ok("systemd", "the unit restarts a daemon that died or froze")
                : Finding.warn("systemd", "hotdesk.service has no watchdog: a frozen daemon stays frozen", install);
    }

    /** @param filters the folder of fail2ban's filters; empty without an edge, which alone can be guessed at */
    static List<Finding> firewall(Optional<Path> filters) {
        return filters.filter(Files::isDirectory)
                .filter(folder -> Files.notExists(folder.resolve("hotdesk-edge.conf")))
                .map(folder -> List.of(Finding.warn(
                        "fail2ban",
                        "it is here and does not know the SIP edge's log",
                        "hotdesk sip filter > " + folder.resolve("hotdesk-edge.conf"))))
                .orElse(List.of());
    }
}
