package org.hotdesk.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotdesk.astdb.Projection;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.Floor;

/** Whether store, astdb, mailbox links and lamps say the same. Pure, but for the reading. */
final class Agreement {
    private static final Pattern LAMP = Pattern.compile("'Custom:HD([0-9]+)' +State: '([A-Z_]+)'");
    private static final List<String> FAMILIES =
            List.of("/DEVICE/", "/AMPUSER/", "/CF/", "/CFB/", "/CFU/", "/DND/", "/CW/");

    private final List<String> differences = new ArrayList<>();

    /** Where they differ; empty when they agree. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** What the companion says of who sits where and how users are called, in the words of {@link Seats}. */
    static Map<String, String> told(JsonNode sessions, JsonNode users) {
        Map<String, String> told = new HashMap<>();
        ChaosSystem.devices().forEach(device -> told.put(device, Seats.NOBODY));
        sessions.path("sessions")
                .forEach(one ->
                        told.put(one.path("device").asText(), one.path("user").asText()));
        users.path("users")
                .forEach(one -> told.put(
                        ChaosSystem.nameOf(one.path("user").asText()),
                        one.path("cidname").asText()));
        return told;
    }

    /** Astdb against what the companion says, by the rules of the keys and not by its own projection. */
    Agreement ofRows(JsonNode sessions, JsonNode users, SortedMap<String, String> astdb) {
        Map<String, String> told = told(sessions, users);
        Map<String, String> devicesOf = new HashMap<>();
        sessions.path("sessions") // in the order of the logins
                .forEach(one -> devicesOf.merge(
                        one.path("user").asText(), one.path("device").asText(), (before, next) -> before + "&" + next));
        ChaosSystem.devices()
                .forEach(device -> same("/DEVICE/" + device + "/user", told.getOrDefault(device, ""), astdb));
        for (JsonNode user : users.path("users")) {
            String number = user.path("user").asText();
            same("/AMPUSER/" + number + "/device", devicesOf.getOrDefault(number, ""), astdb);
            same("/AMPUSER/" + number + "/cidname", user.path("cidname").asText(), astdb);
            same("/DND/" + number, user.path("dnd").asBoolean() ? "YES" : "", astdb);
            same("/CF/" + number, user.path("cf").asText("").replace("null", ""), astdb);
        }
        same("/neighbours/own", "untouched", astdb);
        return this;
    }

    /** Every row of ours against the projection of the store. */
    Agreement ofAllRows(Floor floor, SortedMap<String, String> astdb) {
        SortedMap<String, String> wanted = new TreeMap<>();
        Projection.all(floor).forEach((key, text) -> wanted.put("/" + key.family() + "/" + key.key(), text));
        SortedMap<String, String> ours = new TreeMap<>(astdb);
        ours.keySet().removeIf(row -> FAMILIES.stream().noneMatch(row::startsWith));
        TreeMap<String, String> all = new TreeMap<>(wanted);
        all.putAll(ours);
        all.keySet().forEach(row -> same(row, wanted.getOrDefault(row, ""), ours));
        return this;
    }

    /** The folder of mailbox links against who sits where. */
    Agreement ofLinks(JsonNode sessions, PrivateAsterisk asterisk) {
        Map<String, String> wanted = new TreeMap<>();
        sessions.path("sessions")
                .forEach(one -> wanted.put(
                        one.path("device").asText(),
                        "../" + ChaosSystem.CONTEXT + "/" + one.path("user").asText()));
        Path folder = asterisk.spoolFolder().resolve("voicemail/device");
        for (String device : ChaosSystem.devices()) {
            Path link = folder.resolve(device);
            String leads = leads(link);
            if (!leads.equals(wanted.getOrDefault(device, ""))) {
                differences.add("link of " + device + " leads to '" + leads + "' instead of '"
                        + wanted.getOrDefault(device, "") + "'");
            }
        }
        return this;
    }

    /** The lamps as Asterisk shows them: of a user without a phone that is there they are unavailable. */
    Agreement ofLamps(JsonNode sessions, JsonNode users, String devstates) {
        Map<String, String> shown = new HashMap<>();
        Matcher lamp = LAMP.matcher(devstates);
        while (lamp.find()) {
            shown.put(lamp.group(1), lamp.group(2));
        }
        for (JsonNode user : users.path("users")) {
            String number = user.path("user").asText();
            boolean there = false;
            for (JsonNode session : sessions.path("sessions")) {
                there |= session.path("user").asText().equals(number)
                        && ChaosSystem.registered()
                                .contains(session.path("device").asText());
            }
            String wanted = user.path("dnd").asBoolean() ? "BUSY" : there ? "NOT_INUSE" : "UNAVAILABLE";
            if (!wanted.equals(shown.get(number))) {
                differences.add("lamp of " + number + " is " + shown.get(number) + " instead of " + wanted);
            }
        }
        return this;
    }

    private void same(String row, String wanted, SortedMap<String, String> astdb) {
        String found = astdb.getOrDefault(row, "");
        if (!found.equals(wanted)) {
            differences.add(row + " is '" + found + "' instead of '" + wanted + "'");
        }
    }

    private static String leads(Path link) {
        try {
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        } catch (IOException gone) {
            return "";
        }
    }
}
