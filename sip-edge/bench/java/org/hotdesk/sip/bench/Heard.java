package org.hotdesk.sip.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A message that came, read as far as an endpoint of a call needs it. */
record Heard(List<String> lines) {
    static Heard of(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return new Heard(List.of(text.substring(0, Math.max(end, 0)).split("\r\n", -1)));
    }

    /** Of an answer; 0 for a request. */
    int status() {
        String first = lines.get(0);
        return first.startsWith("SIP/2.0 ") ? Integer.parseInt(first.substring(8, 11)) : 0;
    }

    boolean isRequest(String method) {
        return lines.get(0).startsWith(method + " ");
    }

    /** The first field of that name, without the name. */
    String value(String name) {
        for (String line : lines) {
            if (line.startsWith(name + ": ")) {
                return line.substring(name.length() + 2);
            }
        }
        throw new IllegalStateException("a message without " + name);
    }

    /** All lines of that field, as they are. */
    List<String> all(String name) {
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(name + ": ")) {
                found.add(line);
            }
        }
        return found;
    }

    /** The route of a dialog as its caller has it: Record-Route from the end (RFC 3261 §12.1.2). */
    String callersRoute() {
        List<String> values = new ArrayList<>();
        for (String line : all("Record-Route")) {
            values.addAll(List.of(line.substring("Record-Route: ".length()).split(",", -1)));
        }
        Collections.reverse(values);
        StringBuilder route = new StringBuilder();
        values.forEach(value -> route.append("Route: ").append(value.strip()).append("\r\n"));
        return route.toString();
    }

    /** The URI in the Contact, without brackets. */
    String contact() {
        String value = value("Contact");
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }

    /** An answer to this request. */
    byte[] answer(String statusAndPhrase, String tag, String contact, String body) {
        StringBuilder text = new StringBuilder(1_024)
                .append("SIP/2.0 ")
                .append(statusAndPhrase)
                .append("\r\n");
        all("Via").forEach(line -> text.append(line).append("\r\n"));
        all("Record-Route").forEach(line -> text.append(line).append("\r\n"));
        String to = value("To");
        text.append("From: ").append(value("From")).append("\r\nTo: ").append(to);
        if (!to.contains(";tag=")) {
            text.append(";tag=").append(tag);
        }
        text.append("\r\nCall-ID: ")
                .append(value("Call-ID"))
                .append("\r\nCSeq: ")
                .append(value("CSeq"));
        text.append("\r\nContact: <").append(contact).append(">\r\n");
        if (!body.isEmpty()) {
            text.append("Content-Type: application/sdp\r\n");
        }
        text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
