package org.hotdesk.ami.link;

import static org.hotdesk.ami.link.ActionEncoder.ascii;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** An action whose answer is one response, given by its name and its headers. */
final class PlainOperation<T> extends Operation<T> {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
    private static final byte[] VALUE = ascii("\r\nValue: ");
    private static final byte[] URGENT = ascii("\r\nUrgMessages: ");
    private static final byte[] FRESH = ascii("\r\nNewMessages: ");
    private static final byte[] HEARD = ascii("\r\nOldMessages: ");
    private static final byte[] CHALLENGE = ascii("\r\nChallenge: ");

    private final byte[] name;
    private final Map<String, String> headers;
    private final Function<Message, T> answer;

    private PlainOperation(String name, Map<String, String> headers, Function<Message, T> answer) {
        this.name = ascii(name);
        this.headers = headers;
        this.answer = answer;
    }

    /** An action of which only the success is of interest. */
    @SuppressWarnings("NullAway") // Void has no other value
    static PlainOperation<Void> of(String name, Map<String, String> headers) {
        return new PlainOperation<>(name, headers, message -> null);
    }

    static PlainOperation<String> getvar(String variable) {
        return new PlainOperation<>("Getvar", Map.of("Variable", variable), message -> message.header(VALUE)
                .orElse(""));
    }

    /** Asterisk main/manager.c, action_mailboxcount(): urgent messages are counted apart from new ones. */
    static PlainOperation<MessageCount> mailboxCount(String mailbox) {
        return new PlainOperation<>(
                "MailboxCount",
                Map.of("Mailbox", mailbox),
                message -> new MessageCount(number(message, URGENT) + number(message, FRESH), number(message, HEARD)));
    }

    /**
     * RFC 3842 §5.2. Asterisk main/manager.c, astman_get_variables(): commas part the variables of one header; and
     * res/res_pjsip_notify.c: lines of Content are put together to the body, the last without a line end.
     */
    static PlainOperation<Void> notifyMessages(String endpoint, MessageCount count) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Endpoint", endpoint);
        headers.put(
                "Variable",
                "Event=message-summary,Content-type=application/simple-message-summary,Content=Messages-Waiting: "
                        + (count.fresh() > 0 ? "yes" : "no") + ",Content=Voice-Message: " + count.fresh() + "/"
                        + count.heard() + " (0/0),Content=");
        return of("PJSIPNotify", headers);
    }

    /**
     * The event by which phones are told to fetch their configuration: Snom, Yealink, Grandstream, Fanvil and Poly name it
     * so, and a phone that knows no parameter {@code reboot} reads the word before it. Asterisk
     * configs/samples/pjsip_notify.conf.sample has it for the same vendors.
     */
    static PlainOperation<Void> checkSync(String endpoint) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Endpoint", endpoint);
        headers.put("Variable", "Event=check-sync;reboot=false");
        return of("PJSIPNotify", headers);
    }

    private static int number(Message message, byte[] header) {
        return message.header(header)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    static PlainOperation<String> challenge() {
        return new PlainOperation<>("Challenge", Map.of("AuthType", "MD5"), message -> message.header(CHALLENGE)
                .orElse(""));
    }

    @Override
    byte[] action() {
        return name;
    }

    @Override
    void headers(ActionEncoder out) {
        headers.forEach((header, value) -> {
            if (!HEADER_NAME.matcher(header).matches()) {
                throw new AmiException(AmiException.Why.UNSPEAKABLE, "not a header name, length " + header.length());
            }
            out.header(ascii(header + ": "), value);
        });
    }

    @Override
    boolean accept(Message message) {
        if (message.isSuccess()) {
            complete(answer.apply(message));
        } else {
            refused(message);
        }
        return true;
    }
}
