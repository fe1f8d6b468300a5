package org.hotdesk.admin;

import static org.hotdesk.admin.RegistrationForm.visible;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.store.KamailioContact;

/** A contact that Kamailio has, as JSON with the fields of one that the edge has. Its clocks must be set as ours are. Pure. */
final class KamailioForm {
    private static final int SIP_PORT = 5060;

    private KamailioForm() {}

    static ObjectNode write(KamailioContact contact) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("device", contact.device().digits())
                .put("registrar", "kamailio")
                .put("contact", visible(contact.contact()))
                .put("transport", transport(contact))
                .put("address", address(contact).map(RegistrationForm::visible).orElse(null))
                .put("user_agent", visible(contact.userAgent()))
                .put(
                        "instance",
                        contact.instance().map(RegistrationForm::visible).orElse(null))
                .put("q", contact.q() < 0 ? 1 : contact.q())
                .putNull("since")
                .put("seen", instant(contact.modified()))
                .put("expires", instant(contact.expires()));
        var path = json.putArray("path");
        contact.path().map(RegistrationForm::visible).ifPresent(path::add);
        return json;
    }

    private static String transport(KamailioContact contact) {
        return contact.socket()
                .map(socket -> visible(socket.substring(0, Math.max(0, socket.indexOf(':')))))
                .filter(word -> !word.isEmpty())
                .orElse("udp");
    }

    private static Optional<String> address(KamailioContact contact) {
        return contact.received()
                .or(() -> Optional.of(contact.contact()))
                .flatMap(Uri::parse)
                .map(uri -> uri.host() + ":" + uri.port(SIP_PORT));
    }

    private static String instant(LocalDateTime time) {
        return time.atZone(ZoneId.systemDefault()).toInstant().toString();
    }
}
