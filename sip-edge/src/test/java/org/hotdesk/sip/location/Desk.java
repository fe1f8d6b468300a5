package org.hotdesk.sip.location;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.LocationTable.Outcome;
import org.hotdesk.sip.message.NumberKey;
import org.hotdesk.sip.peer.FlowFrom;
import org.hotdesk.sip.transport.Flow;

/** Asks a table for things as a registrar would, and writes down what the table tells. */
final class Desk implements LocationListener {
    static final long NOW = 1_790_000_000_000L;
    static final DeviceNumber DEVICE = new DeviceNumber("1001");
    static final Flow FLOW = FlowFrom.udp("198.51.100.7", 5062);

    /**
     * One request with at most one contact.
     *
     * @param instance empty for none
     */
    record Ask(Flow flow, String callId, int cseq, String uri, String instance, int expires, int q) {
        static Ask contact(String uri) {
            return new Ask(FLOW, "call", 1, uri, "", 3600, 1000);
        }

        Ask order(String newCallId, int newCseq) {
            return new Ask(flow, newCallId, newCseq, uri, instance, expires, q);
        }

        Ask from(Flow other) {
            return new Ask(other, callId, cseq, uri, instance, expires, q);
        }

        Ask instance(String urn) {
            return new Ask(flow, callId, cseq, uri, urn, expires, q);
        }

        Ask expires(int seconds) {
            return new Ask(flow, callId, cseq, uri, instance, seconds, q);
        }

        Ask q(int thousandths) {
            return new Ask(flow, callId, cseq, uri, instance, expires, thousandths);
        }
    }

    final List<String> heard = new ArrayList<>();
    final LocationTable table;
    private final Registering registering = new Registering();

    Desk(LocationPolicy policy) {
        table = new LocationTable(policy, this, NOW);
    }

    Outcome ask(Ask ask) {
        return ask(ask, DEVICE, NOW);
    }

    Outcome ask(Ask ask, DeviceNumber device, long now) {
        return ask(List.of(ask), device, now);
    }

    /** One request with the contacts of all; the rest is the first's. */
    Outcome ask(List<Ask> asks, DeviceNumber device, long now) {
        Ask first = asks.get(0);
        StringBuilder text = new StringBuilder(first.callId()).append("Hotphone 1.0<sip:p.example;lr>");
        asks.forEach(ask -> text.append(ask.uri()).append(ask.instance()));
        byte[] b = text.toString().getBytes(StandardCharsets.US_ASCII);
        int at = first.callId().length();
        registering.begin(device, NumberKey.of(device), first.flow(), b).order(0, at, first.cseq());
        registering.userAgent(at, at + 12).path(at + 12, at + 30);
        at += 30;
        for (Ask ask : asks) {
            int uriEnd = at + ask.uri().length();
            if ("*".equals(ask.uri())) {
                registering.everything();
            } else {
                registering
                        .contact()
                        .uri(at, uriEnd)
                        .instance(uriEnd, uriEnd + ask.instance().length())
                        .expires(ask.expires(), ask.q());
            }
            at = uriEnd + ask.instance().length();
        }
        return table.apply(registering, now);
    }

    List<String> contacts() {
        return table.of(DEVICE).stream().map(Binding::contact).toList();
    }

    /** What was heard since the last time. */
    List<String> news() {
        List<String> news = List.copyOf(heard);
        heard.clear();
        return news;
    }

    @Override
    public void registered(Binding binding) {
        heard.add("registered " + binding.contact());
    }

    @Override
    public void moved(Binding before, Binding after) {
        heard.add("moved " + before.contact() + " " + after.contact());
    }

    @Override
    public void gone(Binding binding, Gone why) {
        heard.add("gone " + binding.contact() + " " + why);
    }
}
