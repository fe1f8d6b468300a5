package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotdesk.admin.AdminRefusal.Why;
import org.hotdesk.dialplan.phone.ModelSheet;
import org.hotdesk.dialplan.phone.PhoneBuild;
import org.hotdesk.dialplan.phone.PhoneFile;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.provision.PhoneMaker;
import org.hotdesk.provision.PhoneNews;
import org.hotdesk.provision.PhoneSecret;
import org.hotdesk.store.Store;

/** Hard phones: listed, added, changed, removed, and their files made. Thread-safe. */
final class PhoneRoutes {
    private static final long PAGE_MOST = 500;

    private final Store store;
    private final PhoneSide phones;

    PhoneRoutes(AdminParts parts) {
        this.store = parts.store();
        this.phones = parts.phones();
    }

    /** Paths with a word of ours before those with an address in its place. */
    List<AdminRoute> routes() {
        return List.of(
                new AdminRoute("GET", "/v1/phones", request -> list()),
                new AdminRoute("GET", "/v1/phones/models", request -> models()),
                new AdminRoute("GET", "/v1/phones/files", this::files),
                new AdminRoute("GET", "/v1/phones/{mac}", this::show),
                new AdminRoute("POST", "/v1/phones/{mac}", this::add),
                new AdminRoute("PATCH", "/v1/phones/{mac}", this::change),
                new AdminRoute("DELETE", "/v1/phones/{mac}", this::remove),
                new AdminRoute("GET", "/v1/phones/{mac}/secret", this::secret),
                new AdminRoute("POST", "/v1/phones/{mac}/sync", this::sync));
    }

    private JsonNode list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("phones");
        store.phones().all().forEach(phone -> all.add(PhoneForm.write(phone)));
        return json;
    }

    private JsonNode models() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("models");
        for (ModelSheet model : phones.maker().builder().models().all()) {
            all.addObject()
                    .put("model", model.model().text())
                    .put("name", model.name())
                    .put("lines", model.lines())
                    .put("keys", model.keys())
                    .put("document", model.document());
        }
        return json;
    }

    private ObjectNode show(AdminRequest request) {
        Phone phone = phone(request);
        ObjectNode json = PhoneForm.writeWhole(phone);
        PhoneBuild build = phones.maker().look().build(phone);
        ArrayNode files = json.putArray("files");
        build.files().forEach(file -> files.add(file.name()));
        ArrayNode problems = json.putArray("problems");
        build.problems().forEach(problems::add);
        return json;
    }

    // Two who add the same phone must not both be told that it is theirs.
    private synchronized JsonNode add(AdminRequest request) {
        MacAddress mac = mac(request);
        if (store.phones().one(mac).isPresent()) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "there is a phone " + mac + " already; change it with set");
        }
        ObjectNode body = request.body().deepCopy();
        Optional<String> given = takeSecret(mac, body);
        ModelName model = request.text("model")
                .flatMap(ModelName::parse)
                .orElseThrow(() -> new AdminRefusal(
                        Why.MALFORMED, "phone " + mac + ": say its model; 'hotdesk phone models' lists them"));
        Outcomes.stored(store.phones().put(PhoneForm.read(Phone.of(mac, model), body)));
        try {
            setSecret(mac, given.orElseGet(PhoneSecret::made));
        } catch (AdminRefusal notASecret) {
            store.phones().remove(mac);
            throw notASecret;
        }
        return show(request).put("secret_made", given.isEmpty());
    }

    private JsonNode change(AdminRequest request) {
        MacAddress mac = mac(request);
        phone(request);
        ObjectNode body = request.body().deepCopy();
        Optional<String> secret = takeSecret(mac, body);
        Outcomes.stored(store.phones().change(mac, current -> PhoneForm.read(current, body)));
        secret.ifPresent(text -> setSecret(mac, text));
        return show(request);
    }

    private JsonNode remove(AdminRequest request) {
        MacAddress mac = phone(request).mac();
        Outcomes.stored(store.phones().remove(mac));
        return JsonNodeFactory.instance.objectNode().put("mac", mac.text());
    }

    private JsonNode secret(AdminRequest request) {
        MacAddress mac = phone(request).mac();
        String secret = store.phones()
                .secret(mac)
                .orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "phone " + mac + " has no secret"));
        return JsonNodeFactory.instance.objectNode().put("mac", mac.text()).put("secret", secret);
    }

    private JsonNode sync(AdminRequest request) {
        Phone phone = phone(request);
        if (phone.lines().isEmpty()) {
            throw new AdminRefusal(Why.FORBIDDEN_BY_RULE, "phone " + phone.mac() + " has no line to be told by");
        }
        boolean told = PhoneNews.tell(phone, store.floor(), phones.teller());
        return JsonNodeFactory.instance
                .objectNode()
                .put("mac", phone.mac().text())
                .put("told", told);
    }

    /** A page of phones with their files, in the order of their addresses; who asks may read all secrets anyhow. */
    private JsonNode files(AdminRequest request) {
        String after = request.parameter("after").orElse("");
        long most = Math.max(1, request.number("most", 200, PAGE_MOST));
        boolean masked = request.parameter("masked").isPresent();
        List<Phone> all = store.phones().all().stream()
                .sorted(Comparator.comparing(Phone::mac))
                .toList();
        List<Phone> page = all.stream()
                .filter(phone -> phone.mac().text().compareTo(after) > 0)
                .limit(most)
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("all", all.size());
        PhoneMaker.Look look = phones.maker().look();
        ArrayNode built = json.putArray("phones");
        for (Phone phone : page) {
            PhoneBuild build = look.build(phone);
            ObjectNode one = built.addObject().put("mac", phone.mac().text());
            ArrayNode problems = one.putArray("problems");
            build.problems().forEach(problems::add);
            List<PhoneFile> shown =
                    masked && build.problems().isEmpty() ? look.masked(phone).files() : build.files();
            ArrayNode files = one.putArray("files");
            for (int i = 0; i < build.files().size(); i++) {
                PhoneFile file = build.files().get(i);
                ObjectNode written = files.addObject().put("name", file.name()).put("shared", file.shared());
                written.put("bytes", file.bytes());
                if (masked) {
                    written.put("masked", shown.get(i).bytes());
                }
            }
        }
        return json;
    }

    private static MacAddress mac(AdminRequest request) {
        return MacAddress.parse(request.places().get(0))
                .orElseThrow(() -> new AdminRefusal(Why.MALFORMED, "a phone's address is " + MacAddress.RANGE));
    }

    private Phone phone(AdminRequest request) {
        MacAddress mac = mac(request);
        return store.phones().one(mac).orElseThrow(() -> new AdminRefusal(Why.NOT_FOUND, "there is no phone " + mac));
    }

    private void setSecret(MacAddress mac, String secret) {
        Outcomes.stored(store.phones().setSecret(mac, secret.toCharArray()));
    }

    private static Optional<String> takeSecret(MacAddress mac, ObjectNode body) {
        JsonNode secret = body.remove("secret");
        if (secret != null && !secret.isTextual()) {
            throw new AdminRefusal(Why.MALFORMED, "phone " + mac + ": secret must be text");
        }
        return Optional.ofNullable(secret).map(JsonNode::textValue);
    }
}
