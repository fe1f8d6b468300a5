package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;

/** Contacts of phones as JSON. What a phone said of itself may hold anything, so control characters are taken out. Pure. */
public final class RegistrationForm {
    private RegistrationForm() {}

    static ObjectNode write(Binding binding) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("device", binding.device().digits())
                .put("registrar", "edge")
                .put("contact", visible(binding.contact()))
                .put("transport", binding.transport().name().toLowerCase(Locale.ROOT))
                .put("address", address(binding.source()))
                .put("user_agent", visible(binding.userAgent()))
                .put(
                        "instance",
                        binding.instance().map(RegistrationForm::visible).orElse(null))
                .put("q", binding.q() / 1000.0)
                .put("since", Instant.ofEpochMilli(binding.since()).toString())
                .put("seen", Instant.ofEpochMilli(binding.seen()).toString())
                .put("expires", Instant.ofEpochMilli(binding.expires()).toString());
        var path = json.putArray("path");
        binding.path().forEach(hop -> path.add(visible(hop)));
        return json;
    }

    /** Whether the phone is there, and when and where it was heard of last. */
    static void addState(ObjectNode json, SipSide edge, DeviceNumber device) {
        List<Binding> contacts = edge.registrations(device);
        Optional<LastSeen> seen = edge.lastSeen(device);
        json.put("registered", !contacts.isEmpty());
        json.put("last_seen", seen.map(LastSeen::at).map(Instant::toString).orElse(null));
        json.put("user_agent", seen.map(LastSeen::userAgent).orElse(null));
        json.put("address", seen.map(LastSeen::address).orElse(null));
    }

    /** An address as people write it, never a looked-up name. */
    public static String address(InetSocketAddress socket) {
        String host = socket.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getPort();
    }

    /** Text of a peer's that a terminal may show. */
    public static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
