package org.hotdesk.sip.proxy;

import java.util.ArrayList;
import java.util.List;

/** Messages of the tests of this package, as text. */
final class Sip {
    static final String GOOD =
            "Proxy-Authorization: Digest username=\"1001\", realm=\"hotdesk\", response=\"good\"\r\n";
    static final String BODY = "v=0\r\no=- 1 1 IN IP4 10.0.0.7\r\n";

    private Sip() {}

    /** A request with more fields; each has another branch, so none is a repetition of another. */
    static String request(String method, String uri, String from, String to, String more) {
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK-" + branch(method, more)
                + ";rport\r\n" + "Max-Forwards: 70\r\nFrom: <sip:" + from + "@pbx>;tag=from\r\nTo: <sip:" + to
                + "\r\nCall-ID: call\r\nCSeq: 5 " + method + "\r\n" + more + "Content-Length: " + BODY.length()
                + "\r\n\r\n" + BODY;
    }

    private static String branch(String method, String more) {
        String of = method.equals("CANCEL") ? "INVITE" : method;
        return Integer.toHexString((of + more.replaceAll("Reason.*\r\n", "")).hashCode());
    }

    /** What the phone of device 1001 sends to begin something. */
    static String fromPhone(String method, String more) {
        return request(method, "sip:201@pbx", "1001", "201@pbx>", GOOD + more);
    }

    /** What Asterisk sends to begin something with that device. */
    static String fromAsterisk(String method, String device, String more) {
        return request(method, "sip:" + device + "@127.0.0.1:5066", "202", device + "@127.0.0.1>", more);
    }

    /** The answer of who got that request. */
    static String answer(String request, int status, String tag, String more) {
        StringBuilder out = new StringBuilder("SIP/2.0 " + status + " Phrase\r\n");
        for (String line : head(request)) {
            if (line.matches("(Via|From|Call-ID|CSeq|Record-Route): .*")) {
                out.append(line).append("\r\n");
            } else if (line.startsWith("To: ")) {
                out.append(line)
                        .append(line.contains("tag=") ? "" : ";tag=" + tag)
                        .append("\r\n");
            }
        }
        return out + more + "Content-Length: 0\r\n\r\n";
    }

    static List<String> head(String message) {
        return List.of(message.substring(0, message.indexOf("\r\n\r\n")).split("\r\n", -1));
    }

    /** The values of a field, one a line. */
    static List<String> values(String message, String name) {
        List<String> found = new ArrayList<>();
        for (String line : head(message)) {
            if (line.startsWith(name + ": ")) {
                found.add(line.substring(name.length() + 2));
            }
        }
        return found;
    }

    static String start(String message) {
        return head(message).get(0);
    }
}
