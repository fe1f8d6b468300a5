package org.hotdesk.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files that hold secrets: there, closed to others, and the daemon's own. */
final class SecretChecks {
    private SecretChecks() {}

    /**
     * Judges one file.
     *
     * @param owner whose it must be: the owner of the store; empty where that is not known
     * @param shared whether the group may read it
     * @param made whether the daemon makes it when it is missing
     */
    static List<Finding> of(FileLook file, Optional<String> owner, boolean shared, boolean made) {
        String check = "secret file";
        Path path = file.path();
        if (!file.there()) {
            return List.of(
                    made
                            ? Finding.warn(check, path + " is not there yet", "hotdesk serve makes it")
                            : Finding.fail(check, path + " is not there", "hotdesk init"));
        }
        List<Finding> findings = new ArrayList<>();
        if (file.open() || (file.group() && !shared)) {
            findings.add(Finding.fail(
                    check,
                    path + " may be read by others than its owner",
                    "chmod " + (shared ? "640 " : "600 ") + path));
        }
        if (file.bytes() == 0) {
            findings.add(Finding.fail(check, path + " is empty", "hotdesk init, or write the secret into it"));
        }
        owner.filter(who -> !who.equals(file.owner()) && !(shared && file.group()))
                .ifPresent(who -> findings.add(Finding.fail(
                        check,
                        path + " is " + file.owner() + "'s, and the daemon's files are " + who + "'s",
                        "chown " + who + ": " + path)));
        return findings.isEmpty() ? List.of(Finding.ok(check, path + " is closed")) : findings;
    }
}
