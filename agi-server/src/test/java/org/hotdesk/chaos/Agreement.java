package org.hotdesk.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.astdb.Projection;
import org.hotdesk.model.Floor;

/** Whether store, astdb, mailbox links and lamps say the same. Pure, but for the reading. */
final class Agreement {
    private static final Pattern LAMP = Pattern.compile("'Custom:HD([0-9]+)' +State: '([A-Z_]+)'");
    private static final List<String> FAMILIES =
            List.of("/DEVICE/", "/AMPUSER/", "/HOTDESK/", "/CF/", "/CFB/", "/CFU/", "/DND/", "/CW/");

    private final List<String> differences = new ArrayList<>();

    /** Where they differ; empty when they agree. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** Astdb against what the companion says, by the rules of the keys and not by its own projection. */
    Agreement ofRows(Told told, ChaosAsterisk asterisk) {
        SortedMap<String, String> astdb = asterisk.process().astdb();
        Map<String, String> seats = told.seats();
        ChaosSystem.devices()
                .forEach(
                        device -> same(asterisk, "/DEVICE/" + device + "/user", seats.getOrDefault(device, ""), astdb));
        for (Told.User user : told.users()) {
            String number = user.number();
            same(asterisk, "/AMPUSER/" + number + "/device", told.devicesOf().getOrDefault(number, ""), astdb);
            same(asterisk, "/AMPUSER/" + number + "/cidname", user.name(), astdb);
            same(asterisk, "/DND/" + number, user.doNotDisturb() ? "YES" : "", astdb);
            same(asterisk, "/CF/" + number, user.forward(), astdb);
        }
        same(asterisk, "/neighbours/own", "untouched", astdb);
        return this;
    }

    /** Every row of ours against the projection of the store. */
    Agreement ofAllRows(Floor floor, ChaosAsterisk asterisk) {
        SortedMap<String, String> wanted = new TreeMap<>();
        Projection.all(floor).forEach((key, text) -> wanted.put("/" + key.family() + "/" + key.key(), text));
        SortedMap<String, String> ours = new TreeMap<>(asterisk.process().astdb());
        ours.keySet().removeIf(row -> FAMILIES.stream().noneMatch(row::startsWith));
        Set<String> all = new TreeSet<>(wanted.keySet());
        all.addAll(ours.keySet());
        all.forEach(row -> same(asterisk, row, wanted.getOrDefault(row, ""), ours));
        return this;
    }

    /** The folder of mailbox links against who sits where. */
    Agreement ofLinks(Told told, ChaosAsterisk asterisk) {
        Map<String, String> seats = told.seats();
        Path folder = asterisk.process().spoolFolder().resolve("voicemail/device");
        for (String device : ChaosSystem.devices()) {
            String user = seats.getOrDefault(device, Seats.NOBODY);
            String wanted = user.equals(Seats.NOBODY) ? "" : "../" + ChaosSystem.CONTEXT + "/" + user;
            String leads = leads(folder.resolve(device));
            if (!leads.equals(wanted)) {
                differ(asterisk, "link of " + device, leads, wanted);
            }
        }
        return this;
    }

    /** The lamps as Asterisk shows them: of a user without a phone that is there they are unavailable. */
    Agreement ofLamps(Told told, ChaosAsterisk asterisk) {
        Map<String, String> shown = new HashMap<>();
        Matcher lamp = LAMP.matcher(asterisk.process().cli("devstate list"));
        while (lamp.find()) {
            shown.put(lamp.group(1), lamp.group(2));
        }
        for (Told.User user : told.users()) {
            boolean there = told.sessions().stream()
                    .filter(one -> one.user().equals(user.number()))
                    .anyMatch(one -> ChaosSystem.registered().contains(one.device()));
            String idle = there ? "NOT_INUSE" : "UNAVAILABLE";
            String wanted = user.doNotDisturb() ? "BUSY" : idle;
            String found = shown.getOrDefault(user.number(), "missing");
            if (!wanted.equals(found)) {
                differ(asterisk, "lamp of " + user.number(), found, wanted);
            }
        }
        return this;
    }

    private void same(ChaosAsterisk asterisk, String row, String wanted, SortedMap<String, String> astdb) {
        String found = astdb.getOrDefault(row, "");
        if (!found.equals(wanted)) {
            differ(asterisk, row, found, wanted);
        }
    }

    private void differ(ChaosAsterisk asterisk, String what, String found, String wanted) {
        differences.add(asterisk.name() + ": " + what + " is '" + found + "' instead of '" + wanted + "'");
    }

    private static String leads(Path link) {
        try {
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        } catch (IOException gone) {
            return "";
        }
    }
}
