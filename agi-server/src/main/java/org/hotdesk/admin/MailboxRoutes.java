package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Mailbox;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.MailboxOptions;
import org.hotdesk.model.Token;
import org.hotdesk.store.Store;

/** Voicemail boxes: listed, added, changed, removed; their passwords go in and never come out. Thread-safe. */
final class MailboxRoutes {
    private static final Set<String> FIELDS = Set.of("full_name", "person", "options");

    private final Store store;
    private final AsteriskSide asterisk;

    MailboxRoutes(AdminParts parts) {
        this.store = parts.store();
        this.asterisk = parts.asterisk();
    }

    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/mailboxes", request -> list()),
                new AdminRoute("GET", "/v1/mailboxes/{box}", this::show),
                new AdminRoute("POST", "/v1/mailboxes/{box}", this::add),
                new AdminRoute("PATCH", "/v1/mailboxes/{box}", this::change),
                new AdminRoute("DELETE", "/v1/mailboxes/{box}", this::remove),
                new AdminRoute("POST", "/v1/voicemail/changed", request -> dialled()));
    }

    private JsonNode list() {
        Floor floor = store.floor();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var boxes = json.putArray("mailboxes");
        store.directory().mailboxes().forEach(mailbox -> boxes.add(write(mailbox, floor)));
        return json;
    }

    private ObjectNode show(AdminRequest request) {
        Mailbox mailbox = existing(address(request));
        return write(mailbox, store.floor())
                .put(
                        "password_set",
                        store.secrets().mailboxPassword(mailbox.address()).isPresent());
    }

    // Two who add the same box must not both be told that it is theirs.
    private synchronized JsonNode add(AdminRequest request) {
        MailboxAddress address = address(request);
        if (store.directory().mailbox(address).isPresent()) {
            throw new AdminRefusal(
                    Why.FORBIDDEN_BY_RULE, "there is a mailbox " + address + " already; change it with set");
        }
        ObjectNode body = request.body().deepCopy();
        Optional<String> password = takePassword(address, body);
        Mailbox mailbox = read(fresh(address), body);
        Outcomes.stored(store.directory().putMailbox(mailbox));
        try {
            setPassword(address, password);
        } catch (AdminRefusal notAPassword) {
            store.directory().removeMailbox(address);
            throw notAPassword;
        }
        return written(request);
    }

    private JsonNode change(AdminRequest request) {
        MailboxAddress address = address(request);
        existing(address);
        ObjectNode body = request.body().deepCopy();
        Optional<String> password = takePassword(address, body);
        asterisk.takeOverPasswords(); // what the owner dialled is older than this
        Outcomes.stored(store.directory().changeMailbox(address, current -> read(current, body)));
        setPassword(address, password);
        return written(request);
    }

    private JsonNode remove(AdminRequest request) {
        MailboxAddress address = address(request);
        existing(address);
        Outcomes.stored(store.directory().removeMailbox(address));
        return JsonNodeFactory.instance
                .objectNode()
                .put("mailbox", address.toString())
                .put("asterisk_reached", asterisk.filesChanged());
    }

    private JsonNode dialled() {
        return JsonNodeFactory.instance.objectNode().put("taken_over", asterisk.takeOverPasswords());
    }

    private ObjectNode written(AdminRequest request) {
        boolean reached = asterisk.filesChanged();
        return show(request).put("asterisk_reached", reached);
    }

    private void setPassword(MailboxAddress address, Optional<String> password) {
        password.ifPresent(text -> Outcomes.stored(store.secrets().setMailboxPassword(address, text.toCharArray())));
    }

    private static Optional<String> takePassword(MailboxAddress address, ObjectNode body) {
        Optional<JsonNode> given = Optional.ofNullable(body.remove("password"));
        if (given.filter(node -> !node.isTextual()).isPresent()) {
            throw new AdminRefusal(Why.MALFORMED, "mailbox " + address + ": password must be text");
        }
        return given.map(JsonNode::textValue);
    }

    private Mailbox existing(MailboxAddress address) {
        return store.directory()
                .mailbox(address)
                .orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "there is no mailbox " + address));
    }

    private static MailboxAddress address(AdminRequest request) {
        return MailboxAddress.parse(request.places().get(0))
                .orElseThrow(() -> new AdminRefusal(
                        Why.MALFORMED, "a mailbox is named such as 201@default, and its context is not device"));
    }

    private static Mailbox fresh(MailboxAddress address) {
        return new Mailbox(address, new DisplayName("Mailbox " + address.box()), Optional.empty());
    }

    private static Mailbox read(Mailbox current, ObjectNode body) {
        var patch = new Patch("mailbox " + current.address(), body, FIELDS);
        return new Mailbox(
                current.address(),
                patch.text("full_name", current.fullName(), DisplayName::parse, DisplayName.RANGE),
                patch.optional("person", current.person(), Token::parse, "a person's uid"),
                patch.optional("options", Optional.of(current.options()), MailboxOptions::parse, MailboxOptions.RANGE)
                        .orElse(MailboxOptions.NONE));
    }

    private static ObjectNode write(Mailbox mailbox, Floor floor) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("mailbox", mailbox.address().toString())
                .put("full_name", mailbox.fullName().text())
                .put("person", mailbox.person().map(Token::text).orElse(null))
                .put("options", mailbox.options().text());
        var users = json.putArray("users");
        floor.users().stream()
                .filter(user -> user.mailbox().equals(Optional.of(mailbox.address())))
                .map(user -> user.number())
                .sorted()
                .forEach(number -> users.add(number.digits()));
        return json;
    }
}
