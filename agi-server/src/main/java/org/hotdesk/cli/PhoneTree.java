package org.hotdesk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.hotdesk.provision.FileDifference;
import org.hotdesk.provision.PhoneFolder;
import org.hotdesk.provision.PhoneFolder.Fate;

/** Brings a folder to what the daemon makes of all phones, a page of them after the other. One owner thread, once. */
final class PhoneTree {
    private static final int PAGE = 200;

    private final Verb daemon;
    private final Path out;
    private final PhoneFolder folder;
    private final boolean onlyLook;
    private final boolean tell;
    private final Set<String> names = new HashSet<>();
    private final Set<String> unbuilt = new HashSet<>();
    private final Set<String> changedPhones = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();
    private int changed;

    /** @param onlyLook shows what would differ and writes nothing */
    PhoneTree(Verb daemon, Path out, boolean onlyLook, boolean tell) {
        this.daemon = daemon;
        this.out = out;
        this.onlyLook = onlyLook;
        this.tell = tell;
        this.folder = PhoneFolder.at(out);
    }

    ExitCode build() {
        try {
            pages();
            Set<String> stale = folder.stale(this::isWanted);
            if (onlyLook) {
                stale.forEach(name -> daemon.printer().line("remove " + name));
            } else {
                folder.remove(stale);
                report(stale.size());
            }
        } catch (UncheckedIOException broken) {
            throw new CliException(ExitCode.FAILED, "cannot work in " + out + ": " + broken.getMessage(), broken);
        }
        problems.forEach(line -> daemon.context().surroundings().err().println("hotdesk: " + line));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void pages() {
        AdminClient client = daemon.daemon();
        int done = 0;
        String after = "";
        try (var bar = new ProgressBar(daemon.context().surroundings().err(), "phones")) {
            boolean watched = daemon.context().surroundings().terminal().isPresent();
            while (true) {
                ObjectNode page = client.get("/v1/phones/files?most=" + PAGE + "&after=" + AdminClient.encoded(after)
                        + (onlyLook ? "&masked=yes" : ""));
                JsonNode phones = page.path("phones");
                for (JsonNode phone : phones) {
                    one(phone);
                    after = phone.path("mac").asText();
                    done++;
                    if (watched) {
                        bar.show(done, page.path("all").asLong());
                    }
                }
                if (phones.size() < PAGE) {
                    return;
                }
            }
        }
    }

    private void one(JsonNode phone) {
        String mac = phone.path("mac").asText();
        phone.path("problems").forEach(each -> {
            problems.add(each.asText());
            unbuilt.add(mac.replace(":", ""));
        });
        boolean differs = false;
        for (JsonNode file : phone.path("files")) {
            // What all phones of a model share is written by the first of them.
            if (names.add(file.path("name").asText())) {
                differs |= put(file);
            }
        }
        if (differs) {
            changedPhones.add(mac);
        }
    }

    private boolean put(JsonNode file) {
        String name = file.path("name").asText();
        byte[] bytes = bytes(file.path("bytes"));
        Fate fate = onlyLook ? folder.look(name, bytes) : folder.put(name, bytes);
        if (fate == Fate.FOREIGN) {
            problems.add(out.resolve(name) + " is there already and not ours; move it away, or take another folder");
        }
        if (fate == Fate.DIFFERENT) {
            changed++;
            if (onlyLook) {
                FileDifference.lines(name, folder.bytes(name), bytes, bytes(file.path("masked")))
                        .forEach(daemon.printer()::line);
            }
        }
        return fate == Fate.DIFFERENT;
    }

    /** A phone that cannot be built now keeps the files it has. */
    private boolean isWanted(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        boolean shared = !low.matches(".*[0-9a-f]{12}.*");
        return names.contains(name)
                || (shared && !unbuilt.isEmpty())
                || unbuilt.stream().anyMatch(low::contains);
    }

    private void report(int removed) {
        List<String> words = new ArrayList<>();
        words.add(names.size() + (names.size() == 1 ? " file" : " files") + " in " + out);
        words.add(changed + " written");
        words.add(removed + " removed");
        if (tell) {
            long told = changedPhones.stream().filter(this::told).count();
            words.add(told + " of " + changedPhones.size() + (changedPhones.size() == 1 ? " phone" : " phones")
                    + " told");
        }
        daemon.printer().line(String.join(", ", words));
    }

    private boolean told(String mac) {
        try {
            return daemon.send("POST", AdminClient.path("/v1/phones", mac) + "/sync", Json.MAPPER.createObjectNode())
                    .path("told")
                    .asBoolean();
        } catch (CliException withoutLine) {
            return false;
        }
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            return base64.binaryValue();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
