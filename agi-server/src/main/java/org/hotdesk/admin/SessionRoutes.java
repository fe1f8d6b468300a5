package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.keeper.SessionKeeper;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.How;
import org.hotdesk.model.Session;
import org.hotdesk.model.UserNumber;
import org.hotdesk.rules.LoginRules;
import org.hotdesk.store.LedgerQuery;
import org.hotdesk.store.LoginOutcome;
import org.hotdesk.store.Store;

/** Who sits where: told, changed, and watched. Thread-safe. */
final class SessionRoutes {
    private static final int HISTORY_MAX = 10_000;
    private static final int WAIT_SECONDS_MAX = 30;

    private final Store store;
    private final SessionKeeper keeper;
    private final AsteriskSide asterisk;
    private final FloorWatch watch;

    SessionRoutes(AdminParts parts, FloorWatch watch) {
        this.store = parts.store();
        this.keeper = parts.keeper();
        this.asterisk = parts.asterisk();
        this.watch = watch;
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/sessions", this::sessions),
                new AdminRoute("GET", "/v1/history", this::history),
                new AdminRoute("GET", "/v1/floor", this::floor),
                new AdminRoute("POST", "/v1/login", this::login),
                new AdminRoute("POST", "/v1/logoff", this::logoff));
    }

    private JsonNode sessions(AdminRequest request) {
        Floor floor = store.floor();
        Optional<DeviceNumber> device = request.parameter("device").map(text -> device(Optional.of(text)));
        Optional<UserNumber> user = request.parameter("user").map(text -> user(Optional.of(text)));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var sessions = json.putArray("sessions");
        floor.sessions().stream()
                .filter(session -> device.isEmpty() || device.get().equals(session.device()))
                .filter(session -> user.isEmpty() || user.get().equals(session.user()))
                .sorted(Comparator.comparingLong(Session::id))
                .forEach(session -> sessions.add(withEnd(write(session, floor), session)));
        return json;
    }

    private ObjectNode withEnd(ObjectNode json, Session session) {
        keeper.endOf(session)
                .ifPresent(end -> json.put("ends", end.at().toString()).put("ends_why", word(end.rule())));
        return json;
    }

    private JsonNode history(AdminRequest request) {
        Floor floor = store.floor();
        var query = new LedgerQuery(
                request.parameter("device").map(text -> device(Optional.of(text))),
                request.parameter("user").map(text -> user(Optional.of(text))),
                request.parameter("since").map(SessionRoutes::instant),
                (int) request.number("most", 100, HISTORY_MAX));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var sessions = json.putArray("sessions");
        store.ledger()
                .sessions(query)
                .forEach(end -> sessions.add(write(end.session(), floor)
                        .put("ended", end.ended().toString())
                        .put("ended_how", word(end.how()))
                        .put("why", word(end.why()))));
        var refusals = json.putArray("refusals");
        store.ledger().refusals(query).forEach(refusal -> refusals.addObject()
                .put("device", refusal.device().map(DeviceNumber::digits).orElse(null))
                .put("user", refusal.user().map(UserNumber::digits).orElse(null))
                .put("began", refusal.began().toString())
                .put("last", refusal.last().toString())
                .put("why", refusal.why())
                .put("times", refusal.times()));
        return json;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new AdminRefusal(Why.MALFORMED, "since must be a time such as 2026-11-20T08:00:00Z");
        }
    }

    /** Everything that {@code watch} shows, once it is newer than what the watcher knows. */
    private JsonNode floor(AdminRequest request) {
        long known = request.number("after", 0, Long.MAX_VALUE);
        Duration most = Duration.ofSeconds(request.number("wait", 0, WAIT_SECONDS_MAX));
        long version = watch.await(known, most);
        Floor floor = store.floor();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", version);
        var devices = json.putArray("devices");
        floor.devices().stream().sorted(Comparator.comparing(Device::number)).forEach(device -> {
            ObjectNode desk = devices.addObject()
                    .put("device", device.number().digits())
                    .put("type", device.kind().literal())
                    .put("description", device.description().text());
            floor.sessionAt(device.number()).ifPresent(session -> desk.setAll(write(session, floor)));
        });
        return json;
    }

    private JsonNode login(AdminRequest request) {
        DeviceNumber device = device(request.text("device"));
        UserNumber user = user(request.text("user"));
        return outcome(device, store.logins().login(device, user, how(request)), Optional.of(user));
    }

    private JsonNode logoff(AdminRequest request) {
        Optional<String> user = request.text("user");
        List<DeviceNumber> devices = user.isPresent() ? devicesOf(user(user)) : List.of(device(request.text("device")));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var results = json.putArray("results");
        devices.forEach(
                device -> results.add(outcome(device, store.logins().logoff(device, how(request)), Optional.empty())));
        return json;
    }

    // A fixed device is not logged off, and neither is a hot desk's default user; where the user has nothing else,
    // these
    // are asked for all the same, so that the answer says why.
    private List<DeviceNumber> devicesOf(UserNumber user) {
        Floor floor = store.floor();
        Outcomes.requireUser(floor, user);
        List<DeviceNumber> loggedIn =
                LoginRules.hotDesksOf(floor, user).stream().map(Session::device).toList();
        return loggedIn.isEmpty() ? LoginRules.devicesOf(floor, user) : loggedIn;
    }

    private ObjectNode outcome(DeviceNumber device, LoginOutcome outcome, Optional<UserNumber> wanted) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("device", device.digits());
        return outcome.fold(
                changed -> {
                    Function<UserNumber, String> result = user -> wanted.isPresent() ? "logged_in" : "back_to_default";
                    Optional<UserNumber> now = changed.change().begins();
                    json.put("result", now.map(result).orElse("logged_off"));
                    json.put("user", now.map(UserNumber::digits).orElse(null));
                    var displaced = json.putArray("displaced");
                    changed.change()
                            .ends()
                            .forEach(end -> displaced.add(end.user().digits()));
                    var left = json.putArray("left");
                    changed.change()
                            .leaves()
                            .forEach(change -> left.add(change.device().digits()));
                    json.put("asterisk_reached", asterisk.awaitMirrored(changed.seq()));
                    return json;
                },
                unchanged -> json.put("result", wanted.isPresent() ? "already_here" : "nobody_to_log_off")
                        .put(
                                "user",
                                unchanged
                                        .decision()
                                        .user()
                                        .map(UserNumber::digits)
                                        .orElse(null))
                        .put("asterisk_reached", true),
                refused -> {
                    throw new LoginRefusals(store.floor(), device, wanted).of(refused.reason());
                });
    }

    private static ObjectNode write(Session session, Floor floor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device", session.device().digits())
                .put("user", session.user().digits())
                .put(
                        "name",
                        floor.user(session.user())
                                .map(AmpUser::cidname)
                                .map(Object::toString)
                                .orElse(null))
                .put("began", session.began().toString())
                .put("how", word(session.how()));
    }

    private static How how(AdminRequest request) {
        return request.text("how").filter("cli"::equals).isPresent() ? How.CLI : How.API;
    }

    private static DeviceNumber device(Optional<String> text) {
        return text.flatMap(DeviceNumber::parse)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "device must be 1 to 15 digits"));
    }

    private static UserNumber user(Optional<String> text) {
        return text.flatMap(UserNumber::parse)
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "user must be 1 to 15 digits"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
