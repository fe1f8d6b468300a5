package org.hotdesk.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotdesk.dialplan.Prompt;
import org.hotdesk.init.AsteriskFolder;
import org.hotdesk.init.Cautions;
import org.hotdesk.init.HiddenFiles;
import org.hotdesk.init.InitException;
import org.hotdesk.init.InitPlan;

/** Asterisk's files as {@code init} leaves them, its sounds, and the spool. Reads files, and touches nothing. */
final class AsteriskFileChecks {
    private static final int SHOWN_MOST = 5;

    private AsteriskFileChecks() {}

    /** @param plan what {@code init} would change now; asked only when the folder is an Asterisk's */
    static List<Finding> configuration(Path folder, Planning plan) {
        List<Finding> findings = new ArrayList<>();
        try {
            var asterisk = new AsteriskFolder(folder);
            plan.of(asterisk)
                    .changes()
                    .forEach(change -> findings.add(Finding.fail(
                            "Asterisk's files",
                            change.file()
                                    + (Files.exists(change.file())
                                            ? " is not as 'hotdesk init' writes it"
                                            : " is not there"),
                            "hotdesk init, then asterisk -rx 'core reload'")));
            HiddenFiles.in(folder)
                    .forEach(hidden -> findings.add(Finding.fail(
                            "Asterisk's files",
                            hidden.replaceFirst("; chown.*$", ""),
                            hidden.replaceFirst("^.*; (?=chown)", ""))));
            Cautions.absentContexts(asterisk)
                    .forEach(absent -> findings.add(
                            Finding.warn("dialplan", absent, "write it in extensions.conf; the README has the least")));
        } catch (InitException unreadable) {
            return List.of(Finding.fail(
                    "Asterisk's files",
                    String.valueOf(unreadable.getMessage()),
                    "put asterisk.config-folder right, or run doctor as root"));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("Asterisk's files", folder + " is set up for Hotdesk"))
                : findings;
    }

    /** Whether Asterisk has the mailboxes from the database, where it shall have them from there. */
    static Optional<Finding> realtime(Path folder) {
        try {
            return Cautions.realtimeMissing(new AsteriskFolder(folder))
                    .map(missing -> Finding.fail(
                            "mailboxes",
                            missing.replaceFirst("; write.*$", ""),
                            missing.replaceFirst("^.*; write", "write")));
        } catch (InitException unreadable) {
            return Optional.empty(); // the folder itself is told of already
        }
    }

    /** Works out what {@code init} would do. */
    @FunctionalInterface
    interface Planning {
        InitPlan of(AsteriskFolder asterisk);
    }

    static Finding sounds(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Finding.fail(
                    "sounds",
                    "there is no folder " + folder,
                    "apt-get install asterisk-core-sounds-en-gsm, or put asterisk.sounds right");
        }
        try (Stream<Path> files = Files.list(folder)) {
            var there = files.map(file -> file.getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                    .collect(Collectors.toSet());
            var missing = new TreeSet<String>();
            for (Prompt prompt : Prompt.values()) {
                missing.addAll(prompt.files());
            }
            missing.removeAll(there);
            return missing.isEmpty()
                    ? Finding.ok("sounds", "every prompt is in " + folder)
                    : Finding.warn(
                            "sounds",
                            folder + " lacks "
                                    + missing.stream().limit(SHOWN_MOST).collect(Collectors.joining(", "))
                                    + (missing.size() > SHOWN_MOST
                                            ? " and " + (missing.size() - SHOWN_MOST) + " more"
                                            : ""),
                            "apt-get install asterisk-core-sounds-en-gsm");
        } catch (IOException unreadable) {
            return Finding.fail("sounds", folder + " cannot be read", "run doctor as root");
        }
    }

    /** The folder with the phones' mailbox links: there, the spool's owner's, and nothing in it but links that lead somewhere. */
    static List<Finding> spool(Path spool) {
        if (!Files.isDirectory(spool)) {
            return List.of(Finding.warn(
                    "mailboxes",
                    "there is no folder " + spool,
                    "put asterisk.voicemail-spool right; Asterisk makes it with the first message"));
        }
        List<Finding> findings = new ArrayList<>();
        Path device = spool.resolve("device");
        Optional<String> owner = FileLook.ownerOfFolder(device);
        FileLook look = FileLook.at(device);
        if (look.there() && owner.filter(who -> !who.equals(look.owner())).isPresent()) {
            findings.add(Finding.fail(
                    "mailboxes",
                    device + " is " + look.owner() + "'s, and the spool is " + owner.get() + "'s",
                    "chown -h --reference=" + spool + " " + device));
        }
        if (look.there()) {
            findings.addAll(links(device));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok("mailboxes", "the links in " + device + " are right"))
                : findings;
    }

    private static List<Finding> links(Path device) {
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> entries = Files.list(device)) {
            entries.sorted().limit(1_000_000).forEach(entry -> {
                if (!Files.isSymbolicLink(entry)) {
                    findings.add(Finding.warn(
                            "mailboxes",
                            entry + " is no link, so the lamp of that phone is its own mailbox's",
                            "move what is in it to the user's mailbox, then rm -r " + entry));
                } else if (Files.notExists(entry)) {
                    findings.add(Finding.warn(
                            "mailboxes",
                            entry + " leads to a mailbox that is not there",
                            "hotdesk mirror repair; the mailbox's folder comes with its first message"));
                }
            });
        } catch (IOException unreadable) {
            findings.add(Finding.fail("mailboxes", device + " cannot be read", "run doctor as root"));
        }
        return findings.size() > SHOWN_MOST ? findings.subList(0, SHOWN_MOST) : findings;
    }
}
