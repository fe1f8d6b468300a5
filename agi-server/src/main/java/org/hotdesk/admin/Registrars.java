package org.hotdesk.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.store.KamailioContact;
import org.hotdesk.store.Store;

/** Where phones register besides at Asterisk: at our edge, and at a Kamailio on our database. Thread-safe. */
final class Registrars {
    private final Optional<SipSide> edge;
    private final boolean instead;
    private final Store store;
    private final Clock clock;

    Registrars(AdminParts parts) {
        this.edge = parts.sip();
        this.instead = parts.kamailio();
        this.store = parts.store();
        this.clock = parts.clock();
    }

    /** Whether devices that are set to the edge can register. */
    boolean isEdgeThere() {
        return edge.isPresent() || instead;
    }

    /** Whether there is anything to list. */
    boolean areAny() {
        return edge.isPresent() || store.kamailio().isPresent();
    }

    boolean isRegistered(DeviceNumber device) {
        return edge.filter(there -> !there.registrations(device).isEmpty()).isPresent()
                || store.kamailio()
                        .filter(there -> living(there.of(device)).findAny().isPresent())
                        .isPresent();
    }

    /** Every contact as JSON, by device and then by age. */
    List<ObjectNode> all() {
        Stream<Binding> ours = edge.stream().flatMap(there -> there.registrations().stream());
        Stream<KamailioContact> theirs = store.kamailio().stream().flatMap(there -> living(there.all()));
        return written(ours, theirs);
    }

    /** The contacts of one device. */
    List<ObjectNode> of(DeviceNumber device) {
        Stream<Binding> ours = edge.stream().flatMap(there -> there.registrations(device).stream());
        Stream<KamailioContact> theirs = store.kamailio().stream().flatMap(there -> living(there.of(device)));
        return written(ours, theirs);
    }

    private static List<ObjectNode> written(Stream<Binding> ours, Stream<KamailioContact> theirs) {
        return Stream.concat(ours.map(RegistrationForm::write), theirs.map(KamailioForm::write))
                .sorted(Comparator.comparing((ObjectNode each) ->
                                new DeviceNumber(each.path("device").asText()))
                        .thenComparing(each -> each.path("since").asText()))
                .toList();
    }

    /** Without what Kamailio has yet to sweep out. */
    private Stream<KamailioContact> living(List<KamailioContact> contacts) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        return contacts.stream().filter(contact -> contact.expires().isAfter(now));
    }
}
