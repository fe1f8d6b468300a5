package org.hotdesk.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a companion says of who sits where, in the order of the logins, and of users. */
record Told(List<Sits> sessions, List<User> users) {
    record Sits(String device, String user) {}

    /** @param forward empty for none */
    record User(String number, String name, boolean doNotDisturb, String forward) {}

    /** Empty when it does not answer. */
    static Optional<Told> by(ChaosCompanion companion) {
        Optional<JsonNode> sessions = companion.ask("/v1/sessions");
        Optional<JsonNode> users = companion.ask("/v1/users");
        if (sessions.isEmpty() || users.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Told(
                each(sessions.get().path("sessions"))
                        .map(one -> new Sits(
                                one.path("device").asText(), one.path("user").asText()))
                        .toList(),
                each(users.get().path("users"))
                        .map(one -> new User(
                                one.path("user").asText(),
                                one.path("cidname").asText(),
                                one.path("dnd").asBoolean(),
                                one.hasNonNull("cf") ? one.path("cf").asText() : ""))
                        .toList()));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The same in the words of {@link Seats}. */
    Map<String, String> seats() {
        Map<String, String> seats = new HashMap<>();
        ChaosSystem.devices().forEach(device -> seats.put(device, Seats.NOBODY));
        sessions.forEach(one -> seats.put(one.device(), one.user()));
        users.forEach(user -> seats.put(ChaosSystem.nameOf(user.number()), user.name()));
        return seats;
    }

    /** The devices of each user, as astdb lists them. */
    Map<String, String> devicesOf() {
        Map<String, String> devices = new HashMap<>();
        sessions.forEach(one -> devices.merge(one.user(), one.device(), (before, next) -> before + "&" + next));
        return devices;
    }
}
