package org.hotdesk.sip.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What phone 1001 and Asterisk say next, after what they have heard: good messages in any order. */
final class Talk {
    private static final String[] METHODS = {
        "INVITE", "INVITE", "INVITE", "SUBSCRIBE", "MESSAGE", "OPTIONS", "REFER", "PUBLISH", "INFO"
    };
    private static final String[] WITHIN = {"BYE", "INVITE", "ACK", "UPDATE", "NOTIFY", "PRACK"};
    private static final int[] CODES = {100, 180, 183, 200, 200, 202, 302, 404, 401, 486, 487, 503, 603};
    private static final Pattern CHALLENGE = Pattern.compile(
            "^SIP/2.0 40[17] (?s:.*)\r\n(WWW|Proxy)-Authenticate: Digest realm=\"hotdesk\", nonce=\"[^\"]{32}\", algorithm=MD5");
    private static final int REMEMBERED = 24;
    private static final String BODY = "v=0\r\no=- 1 1 IN IP4 10.0.0.7\r\n";

    private final Random random;
    private final List<String> atAsterisk = new ArrayList<>();
    private final List<String> atPhone = new ArrayList<>();
    private final Set<String> reached = new TreeSet<>();
    private String challenge = "";
    private int count;
    private int serial;

    Talk(Random random) {
        this.random = random;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Notes what the edge has sent to one of them. */
    void heard(String message, boolean asterisk) {
        if (!asterisk && CHALLENGE.matcher(message).find()) {
            challenge = message;
            count = 0;
        }
        List<String> heard = asterisk ? atAsterisk : atPhone;
        heard.add(message);
        if (heard.size() > REMEMBERED) {
            heard.remove(0);
        }
        boolean answer = message.startsWith("SIP/2.0 ");
        String start = message.substring(answer ? 8 : 0, answer ? 11 : Math.max(0, message.indexOf(' ')));
        reached.add(answer ? start + " " + (message.contains(" REGISTER\r\n") ? "REGISTER" : "") : start);
    }

    /** Methods that came through, and statuses of REGISTER. */
    Set<String> reached() {
        return reached;
    }

    /** From now on credentials are made for the next challenge. */
    void forget() {
        challenge = "";
    }

    String ofPhone() {
        return switch (random.nextInt(6)) {
            case 0 -> register();
            case 1, 2 -> fromPhone(METHODS[random.nextInt(METHODS.length)]);
            case 3 -> cancel(atPhone, fromPhone("INVITE"));
            default -> replied(atPhone);
        };
    }

    String ofAsterisk() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> fromAsterisk(METHODS[random.nextInt(METHODS.length)]);
            case 2 -> cancel(atAsterisk, fromAsterisk("INVITE"));
            default -> replied(atAsterisk);
        };
    }

    /** A REGISTER of a contact that stays, or of one that goes. */
    String register() {
        return register(random.nextInt(4) * 1000);
    }

    String register(int expires) {
        String more = "Contact: <sip:1001@10.0.0." + random.nextInt(5) + ":5060>;expires=" + expires + ";q=0."
                + random.nextInt(10) + "\r\nSupported: path\r\n";
        return request(
                "REGISTER", "sip:example.com", "1001", "1001", more + credentials("REGISTER", "sip:example.com"));
    }

    String fromPhone(String method) {
        String uri = "sip:20" + random.nextInt(3) + "@example.com";
        return request(method, uri, "1001", "201", credentials(method, uri));
    }

    String fromAsterisk(String method) {
        return request(
                method, "sip:1001@127.0.0.1:5066", "202", "1001", random.nextBoolean() ? "" : "Max-Breadth: 9\r\n");
    }

    /** An answer to the last request Asterisk has got. */
    String answer() {
        return answered(fromAsterisk("INVITE"));
    }

    private String credentials(String method, String uri) {
        if (challenge.isEmpty()) {
            return "";
        }
        String name = method.equals("REGISTER") ? "Authorization: " : "Proxy-Authorization: ";
        return name + Device1001.credentials(challenge, method, uri, ++count) + "\r\n";
    }

    private String request(String method, String uri, String from, String to, String more) {
        int number = random.nextInt(8) == 0 ? serial : ++serial;
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK-" + number
                + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:" + from + "@example.com>;tag=f" + number + "\r\nTo: <sip:"
                + to
                + "@example.com>\r\nCall-ID: call" + number % 50 + "\r\nCSeq: " + number + " " + method + "\r\n" + more
                + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    }

    /** A CANCEL or ACK of an INVITE whose provisional or final answer was heard, else of nothing. */
    private String cancel(List<String> heard, String otherwise) {
        String answer = heard.stream()
                .filter(message -> message.matches("(?s)SIP/2.0 [1-6].* INVITE\r\n.*"))
                .reduce((first, last) -> last)
                .orElse("SIP/2.0 100 Trying\r\n" + otherwise.substring(otherwise.indexOf("Via: ")));
        String method = answer.startsWith("SIP/2.0 1") ? "CANCEL" : "ACK";
        return method + " sip:1001@127.0.0.1:5066 SIP/2.0\r\n" + lines(answer, "Via|From|To|Call-ID|Max-Forwards")
                + lines(answer, "CSeq").replace("INVITE", method)
                + "Reason: SIP;cause=200\r\nContent-Length: 0\r\n\r\n";
    }

    /** An answer to a request that was heard, or the next request of a dialog. */
    private String replied(List<String> heard) {
        if (heard.isEmpty()) {
            return fromAsterisk("OPTIONS");
        }
        String last = heard.get(random.nextInt(heard.size()));
        boolean request = !last.startsWith("SIP/");
        return request && random.nextInt(4) > 0 ? answered(last) : within(last, request);
    }

    private String answered(String request) {
        String tagged = lines(request, "To").contains("tag=")
                ? lines(request, "To")
                : lines(request, "To").replaceFirst("\r\n$", ";tag=t\r\n");
        return "SIP/2.0 " + CODES[random.nextInt(CODES.length)] + " Phrase\r\n"
                + lines(request, "Via|Record-Route|From|Call-ID|CSeq") + tagged
                + "Contact: <sip:there@10.0.0.9>\r\nContent-Length: 0\r\n\r\n";
    }

    private String within(String heard, boolean asCalled) {
        String method = WITHIN[random.nextInt(WITHIN.length)];
        String from = lines(heard, asCalled ? "To" : "From").replaceFirst("^[A-Za-z]+", "From");
        String to = lines(heard, asCalled ? "From" : "To").replaceFirst("^[A-Za-z]+", "To");
        int number = ++serial;
        return method + " sip:there@127.0.0.1:5080 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bK-" + number
                + "\r\n"
                + "Max-Forwards: 70\r\n" + lines(heard, "Record-Route").replace("Record-Route", "Route")
                + (from.contains("tag=") ? from : from.replaceFirst("\r\n$", ";tag=t\r\n"))
                + (to.contains("tag=") ? to : to.replaceFirst("\r\n$", ";tag=t\r\n")) + lines(heard, "Call-ID")
                + "CSeq: "
                + number + " " + method + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static String lines(String message, String names) {
        StringBuilder found = new StringBuilder();
        int end = message.indexOf("\r\n\r\n");
        for (String line : message.substring(0, Math.max(0, end)).split("\r\n", -1)) {
            if (line.matches("(?s)(?:" + names + "): .*")) {
                found.append(line).append("\r\n");
            }
        }
        return found.toString();
    }
}
