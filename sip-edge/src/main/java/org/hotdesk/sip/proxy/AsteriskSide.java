package org.hotdesk.sip.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transport.Flow;

/**
 * What becomes of a request from Asterisk: along our own token to the phone of a dialog, else to all contacts of the
 * device that the Request-URI names, and nowhere else. One owner thread.
 */
final class AsteriskSide {
    private final Router router;
    private final Directory directory;
    private final Whereabouts whereabouts;

    AsteriskSide(Router router, Directory directory, Whereabouts whereabouts) {
        this.router = router;
        this.directory = directory;
        this.whereabouts = whereabouts;
    }

    void request(SipMessage request, Reading reading, Flow flow) {
        boolean options = request.isMethod("OPTIONS") && !reading.inDialog();
        Optional<Refusal> refusal = Checks.refusal(request, reading, options);
        if (refusal.isPresent()) {
            router.refuse(request, flow, refusal.get());
        } else if (reading.token().isPresent()) {
            inDialog(request, reading, reading.token().get(), flow);
        } else {
            Optional<DeviceNumber> device = directory.device(reading.uri().user());
            List<Binding> contacts = device.map(directory::contacts).orElse(List.of());
            if (options && !reading.uri().hasUser()) {
                router.abilities(request, flow);
            } else if (device.isEmpty()) {
                router.refuse(request, flow, Refusal.NOT_FOUND);
            } else if (contacts.isEmpty()) {
                router.refuse(request, flow, Refusal.UNAVAILABLE);
            } else if (options) {
                // Whether it is reachable is ours to know: asking each phone each minute would tell no more.
                router.abilities(request, flow);
            } else {
                initial(request, reading, device.get(), flow, contacts);
            }
        }
    }

    private void inDialog(SipMessage request, Reading reading, RouteToken token, Flow flow) {
        Optional<Flow> phone = whereabouts.of(token);
        if (phone.isEmpty()) {
            router.refuse(request, flow, Refusal.UNAVAILABLE);
            return;
        }
        Passage passage = passage(request, reading, token.device(), flow);
        router.forward(request, passage, List.of(List.of(Target.of(phone.get(), reading.repaired()))));
    }

    private Passage passage(SipMessage request, Reading reading, DeviceNumber device, Flow flow) {
        return new Passage(
                flow,
                device,
                reading.ours(),
                reading.repaired().isPresent(),
                Checks.recordsRoute(request, reading.inDialog()),
                Optional.empty(),
                Checks.hops(request),
                Checks.breadth(request),
                router.loop(request));
    }

    private void initial(SipMessage request, Reading reading, DeviceNumber device, Flow flow, List<Binding> contacts) {
        List<List<Target>> groups = groups(contacts);
        Passage passage = passage(request, reading, device, flow);
        if (groups.stream().anyMatch(group -> group.size() > passage.breadth())) {
            router.refuse(request, flow, Refusal.BREADTH);
            return;
        }
        router.forward(request, passage, groups);
    }

    /** RFC 3261 §16.6: contacts of the same preference at the same time, then those of the next lower one. */
    private List<List<Target>> groups(List<Binding> contacts) {
        if (contacts.size() == 1) {
            return List.of(List.of(target(contacts.get(0))));
        }
        List<Target> targets = contacts.stream()
                .map(this::target)
                .sorted(Comparator.comparingInt(Target::q).reversed())
                .toList();
        List<List<Target>> groups = new ArrayList<>();
        for (Target target : targets) {
            boolean same =
                    !groups.isEmpty() && groups.get(groups.size() - 1).get(0).q() == target.q();
            if (!same) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(target);
        }
        return groups;
    }

    private Target target(Binding binding) {
        // RFC 3261 §19.1.5: header fields in a registered URI are data; nobody makes us send them.
        Optional<String> uri = Uri.parse(binding.contact()).map(Uri::withoutHeaders);
        boolean sayable = uri.isPresent() && binding.path().stream().allMatch(PeerText::isSayable);
        Optional<Flow> flow = sayable ? whereabouts.of(binding) : Optional.empty();
        return new Target(flow, uri, binding.path(), binding.q());
    }
}
