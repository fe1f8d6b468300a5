package org.hotdesk.sip.edge;

import java.util.Optional;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Challenge;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.digest.Ha1;
import org.hotdesk.sip.digest.Subscriber;
import org.hotdesk.sip.digest.Subscribers;
import org.hotdesk.sip.location.Binding;
import org.hotdesk.sip.location.LocationListener;
import org.hotdesk.sip.message.NumberKey;

/** The one account there is: device 1001, password {@code secret}. */
final class Device1001 implements Subscribers, LocationListener {
    static final DeviceNumber NUMBER = new DeviceNumber("1001");
    static final String REALM = "hotdesk";

    @Override
    public Optional<Subscriber> find(long number) {
        return number == NumberKey.of(NUMBER)
                ? Optional.of(new Subscriber(NUMBER, ha1(), Optional.empty()))
                : Optional.empty();
    }

    private static Optional<Ha1> ha1() {
        return Optional.of(Ha1.of(DigestAlgorithm.MD5, NUMBER.digits(), REALM, "secret"));
    }

    /** Its credentials for a request, by the MD5 challenge in an answer. */
    static String credentials(String answer, String method, String uri, int count) {
        String challenge = answer.lines()
                .filter(line -> line.matches("(Proxy|WWW)-Authenticate: .*algorithm=MD5.*"))
                .findFirst()
                .orElseThrow();
        return Challenge.parse(challenge.substring(challenge.indexOf(':') + 2))
                .orElseThrow()
                .answer(NUMBER.digits(), "secret", method, uri, "c0ffee", count)
                .write();
    }

    @Override
    public void registered(Binding binding) {
        // Nobody listens.
    }

    @Override
    public void moved(Binding before, Binding after) {
        // Nobody listens.
    }

    @Override
    public void gone(Binding binding, Gone why) {
        // Nobody listens.
    }
}
