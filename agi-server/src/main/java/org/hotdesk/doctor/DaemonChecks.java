package org.hotdesk.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The daemon as its own status tells. */
final class DaemonChecks {
    /** So many changes waiting are more than a moment's. */
    static final long BACKLOG_MOST = 1_000;

    /** What is said of a mirror in a state in which Asterisk does not have all that we have. */
    private static final Map<String, String> BEHIND = Map.of(
            "empty", "was not reached since the daemon started",
            "loading", "is being compared with the store row by row",
            "stale", "is as it was when the link was lost");

    private DaemonChecks() {}

    static Finding down(String why) {
        return Finding.fail("daemon", why, "systemctl start hotdesk, or hotdesk serve; journalctl -u hotdesk says why");
    }

    static List<Finding> of(JsonNode status, String version) {
        List<Finding> findings = new ArrayList<>();
        String theirs = status.path("version").asText();
        findings.add(
                theirs.equals(version)
                        ? Finding.ok("daemon", "runs, version " + version)
                        : Finding.warn(
                                "daemon",
                                "runs version " + theirs + ", and this command is version " + version,
                                "systemctl restart hotdesk"));
        for (String side : List.of("asterisk", "sip")) {
            for (JsonNode fault : faults(status.path(side))) {
                findings.add(Finding.fail("daemon", fault.asText(), mend(fault.asText())));
            }
        }
        long differing = status.path("check").path("differing").asLong();
        if (differing > 0) {
            findings.add(Finding.warn(
                    "mirror",
                    differing + " rows of astdb differ from the store",
                    "hotdesk mirror check, then hotdesk mirror repair"));
        }
        status.path("asterisks").forEach(mirror -> findings.addAll(mirror(mirror)));
        return findings;
    }

    private static String mend(String fault) {
        if (fault.contains("cannot be reached")) {
            return AmiChecks.UNREACHED_MEND;
        }
        return fault.contains("refused the AMI login")
                ? AmiChecks.REFUSED_MEND
                : "hotdesk status, until it says that all is well";
    }

    private static Iterable<JsonNode> faults(JsonNode side) {
        return side.path("faults");
    }

    private static List<Finding> mirror(JsonNode mirror) {
        List<Finding> findings = new ArrayList<>();
        String name = mirror.path("name").asText("asterisk");
        long backlog = mirror.path("backlog").asLong();
        String state = mirror.path("mirror").asText();
        Optional<String> behind = backlog > BACKLOG_MOST
                ? Optional.of(backlog + " changes wait for " + name)
                : Optional.ofNullable(BEHIND.get(state))
                        .map(words -> name + " " + words + "; changes waiting: " + backlog);
        behind.ifPresent(words ->
                findings.add(Finding.warn("mirror", words, "hotdesk status; it catches up once the link is up")));
        long found = mirror.path("drift_found").asLong();
        long repaired = mirror.path("drift_repaired").asLong();
        if (found > repaired) {
            findings.add(Finding.warn(
                    "mirror",
                    found - repaired + " rows of " + name + " differ from the store",
                    "hotdesk mirror check, then hotdesk mirror repair"));
        } else if (found > 0) {
            findings.add(Finding.ok(
                    "mirror", found + " rows of " + name + " had been changed by somebody else, and were repaired"));
        } else if (findings.isEmpty()) {
            findings.add(Finding.ok("mirror", name + " has what we have"));
        }
        return findings;
    }
}
