package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.Pins;
import org.hotdesk.store.Store;

/** Users: listed, added, changed, removed; their PINs and mailbox passwords go in and never come out. Thread-safe. */
final class UserRoutes {
    private final Store store;
    private final AsteriskSide asterisk;
    private final PinRules pins;

    /** A field that goes to the store apart from the others: absent, to be cleared, or text. */
    private record Apart(boolean given, Optional<String> text) {}

    UserRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
        this.pins = parts.pins();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/users", request -> list()),
                new AdminRoute("GET", "/v1/users/{user}", this::show),
                new AdminRoute("POST", "/v1/users/{user}", this::add),
                new AdminRoute("PATCH", "/v1/users/{user}", this::change),
                new AdminRoute("DELETE", "/v1/users/{user}", this::remove));
    }

    private JsonNode list() {
        Floor floor = store.floor();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var users = json.putArray("users");
        floor.users().stream()
                .sorted(Comparator.comparing(AmpUser::number))
                .forEach(user -> users.add(UserForm.write(user, floor)));
        return json;
    }

    private ObjectNode show(AdminRequest request) {
        Floor floor = store.floor();
        AmpUser user = floor.user(request.user()).orElseThrow(() -> Outcomes.noUser(request.user()));
        return UserForm.write(user, floor).put("pin_set", store.pins().hasPin(user.number()));
    }

    // Two who add the same user must not both be told that it is theirs.
    private synchronized JsonNode add(AdminRequest request) {
        UserNumber number = request.user();
        if (store.floor().user(number).isPresent()) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "there is a user " + number + " already; change it with set");
        }
        ObjectNode body = request.body().deepCopy();
        Apart pin = take("pin", number, body);
        Apart password = take("mailbox_password", number, body);
        AmpUser user = UserForm.create(number, body);
        long seq = Outcomes.stored(store.directory().putUser(user));
        try {
            long last = Math.max(seq, secrets(number, pin, password));
            return written(request, last, body.has("mailbox") || password.given());
        } catch (AdminRefusal notASecret) {
            store.directory().removeUser(number);
            throw notASecret;
        }
    }

    private JsonNode change(AdminRequest request) {
        UserNumber number = request.user();
        Outcomes.requireUser(store.floor(), number);
        ObjectNode body = request.body().deepCopy();
        Apart pin = take("pin", number, body);
        Apart password = take("mailbox_password", number, body);
        long seq = Outcomes.stored(store.directory().changeUser(number, current -> UserForm.read(current, body)));
        long last = Math.max(seq, secrets(number, pin, password));
        return written(request, last, body.has("mailbox") || password.given());
    }

    private JsonNode remove(AdminRequest request) {
        UserNumber number = request.user();
        Outcomes.requireUser(store.floor(), number);
        Floor before = store.floor();
        long seq = Outcomes.stored(store.directory().removeUser(number));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("user", number.digits());
        var left = json.putArray("logged_off");
        before.sessionsOf(number).forEach(session -> left.add(session.device().digits()));
        var aliases = json.putArray("aliases_removed");
        before.aliasesOf(number).forEach(alias -> aliases.add(alias.text()));
        return json.put("asterisk_reached", asterisk.awaitMirrored(seq));
    }

    private ObjectNode written(AdminRequest request, long seq, boolean mailboxes) {
        boolean files = !mailboxes || asterisk.filesChanged();
        return show(request).put("asterisk_reached", asterisk.awaitMirrored(seq) && files);
    }

    private long secrets(UserNumber number, Apart pin, Apart password) {
        long seq = 0;
        if (pin.given()) {
            requireStrong(number, pin.text());
            seq = Outcomes.stored(pin.text()
                    .map(text -> store.pins().set(number, text.toCharArray()))
                    .orElseGet(() -> store.pins().clear(number)));
        }
        if (password.text().isPresent()) {
            AmpUser user = store.floor().user(number).orElseThrow(() -> Outcomes.noUser(number));
            var mailbox = user.mailbox()
                    .orElseThrow(() -> new AdminRefusal(
                            Why.FORBIDDEN_BY_RULE, "user " + number + " has no mailbox to have a password"));
            seq = Outcomes.stored(store.secrets()
                    .setMailboxPassword(mailbox, password.text().get().toCharArray()));
        }
        return seq;
    }

    private void requireStrong(UserNumber number, Optional<String> pin) {
        pin.map(String::toCharArray).flatMap(digits -> fault(number, digits)).ifPresent(why -> {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "user " + number + ": " + why);
        });
    }

    private Optional<String> fault(UserNumber number, char[] pin) {
        if (!Pins.isValid(pin)) {
            return Optional.of(
                    "pin must have " + pins.minDigits() + " to " + Pins.MAX_DIGITS + " digits that nobody would try");
        }
        return pins.weakness(number, pin)
                .map(why -> "this PIN is too easy to guess: " + why.words() + "; take " + pins.minDigits()
                        + " digits or more that nobody would try");
    }

    private static Apart take(String field, UserNumber number, ObjectNode body) {
        JsonNode node = body.remove(field);
        if (node == null) {
            return new Apart(false, Optional.empty());
        }
        if (!node.isNull() && !node.isTextual()) {
            throw new AdminRefusal(Why.MALFORMED, "user " + number + ": " + field + " must be text or null");
        }
        return new Apart(true, Optional.ofNullable(node.textValue()));
    }
}
