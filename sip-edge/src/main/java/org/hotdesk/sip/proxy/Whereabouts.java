package org.hotdesk.sip.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.transport.Flow;

/** Finds the way to a phone: of a contact, and of a dialog whose phone may have moved since it began. */
final class Whereabouts {
    private final Directory directory;
    private final Flows flows;

    Whereabouts(Directory directory, Flows flows) {
        this.directory = directory;
        this.flows = flows;
    }

    Flow asterisk() {
        return flows.asterisk();
    }

    /** By which address of ours the peer of that way reaches us. */
    InetSocketAddress name(Flow flow) {
        return flows.name(flow);
    }

    Optional<Flow> of(Binding binding) {
        return flows.find(binding.transport(), binding.local(), binding.source(), binding.connection())
                .filter(Flow::isOpen);
    }

    /** What a dialog has to remember to be led back to that phone. */
    RouteToken token(DeviceNumber device, Flow flow) {
        int instance = 0;
        for (Binding binding : directory.contacts(device)) {
            if (isBy(binding, flow)) {
                instance = mark(binding);
                break;
            }
        }
        return new RouteToken(device, flow.transport(), flow.local(), flow.remote(), flow.connection(), instance);
    }

    /**
     * The way to the phone of a dialog: that by which it came; the newest one of the same phone when it has registered
     * from elsewhere since; when the old way is closed, the newest of its device.
     */
    Optional<Flow> of(RouteToken token) {
        Optional<Flow> old = flows.find(token.transport(), token.local(), token.remote(), token.connection())
                .filter(Flow::isOpen);
        if (old.isPresent() && (token.instance() == 0 || isStill(token, old.get()))) {
            return old;
        }
        Optional<Flow> moved = newest(token, token.instance());
        return moved.isPresent() ? moved : old.isPresent() ? old : newest(token, 0);
    }

    private boolean isStill(RouteToken token, Flow flow) {
        for (Binding binding : directory.contacts(token.device())) {
            if (isBy(binding, flow) && mark(binding) == token.instance()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Flow> newest(RouteToken token, int instance) {
        return directory.contacts(token.device()).stream()
                .filter(binding -> instance == 0 || mark(binding) == instance)
                .filter(binding -> of(binding).isPresent())
                .max((one, other) -> Long.compare(one.seen(), other.seen()))
                .flatMap(this::of);
    }

    private static boolean isBy(Binding binding, Flow flow) {
        return binding.transport() == flow.transport()
                && binding.connection() == flow.connection()
                && binding.source().equals(flow.remote());
    }

    private static int mark(Binding binding) {
        return binding.instance().map(text -> text.hashCode() & 0xffff).orElse(0);
    }
}
